import { useTranslation } from 'react-i18next'
import type { CsvAnswers, CsvProposal } from '../../../shared/contract/csv-profiles.ts'
import { delimiters } from '../../../shared/csv-mapping.ts'
import { useFormat } from '../../language/format.ts'
import { useGuessWords } from './guess-words.ts'
import { Setting } from './setting.tsx'
import styles from './csv-settings.module.css'

interface CsvSettingsProps {
  readonly proposal: CsvProposal
  readonly answers: CsvAnswers
  readonly onChange: (changed: Partial<CsvAnswers>) => void
}

const encodings = ['utf-8', 'gb18030', 'windows-1252', 'utf-16le', 'utf-16be']
const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const
const headerLines = 15
const headerWords = 44

/** How the file is read as a whole: each setting with the reason for its guess, and a way to say otherwise. */
export function CsvSettings({ proposal, answers, onChange }: CsvSettingsProps) {
  const { t } = useTranslation('csv')
  const format = useFormat()
  const words = useGuessWords()
  const { mapping, guesses, table, encoding } = proposal
  const why = (about: string): string => words(guesses.find((guess) => guess.about === about && guess.facts['place'] === undefined))
  const delimiter = guesses.find(({ about }) => about === 'delimiter')?.facts['delimiter']
  const isDateOpen = mapping !== null && (mapping.dateForm === 'day-first' || mapping.dateForm === 'month-first')
  return (
    <section className={styles.settings} aria-label={t('settings')}>
      <Setting
        label={t('setting.encoding')} value={encoding} isSaid={answers.encoding !== null} why={t('reason.encoding')} onUndo={() => onChange({ encoding: null })}
        choices={[...new Set([encoding, ...encodings])].map((name) => ({ value: name, label: name.toUpperCase() }))} onChoose={(chosen) => onChange({ encoding: chosen })}
      />
      <Setting
        label={t('setting.delimiter')} value={typeof delimiter === 'string' ? delimiter : ','} isSaid={answers.delimiter !== null} why={why('delimiter')} onUndo={() => onChange({ delimiter: null })}
        choices={delimiters.map((sign) => ({ value: sign, label: t(`delimiter.${delimiterNames[sign]}`) }))} onChoose={(chosen) => onChange({ delimiter: delimiters.find((sign) => sign === chosen) ?? null })}
      />
      <Setting
        label={t('setting.header')} value={table.headerLine === null ? 'none' : String(table.headerLine)} isSaid={answers.header !== null} why={why('table')} onUndo={() => onChange({ header: null })}
        choices={[
          ...table.records.slice(0, headerLines).map(({ line, cells }) => ({ value: String(line), label: t('headerLine', { line, text: cells.filter((cell) => cell !== '').join(' · ').slice(0, headerWords) }) })),
          { value: 'none', label: t('noHeader') },
        ]}
        onChoose={(chosen) => onChange({ header: chosen === 'none' ? 'none' : Number(chosen), columns: {} })}
      />
      {isDateOpen && (
        <Setting
          label={t('setting.dateOrder')} value={mapping.dateForm} isSaid={answers.dateOrder !== null} why={why('dateForm')} onUndo={() => onChange({ dateOrder: null })}
          choices={(['day-first', 'month-first'] as const).map((order) => ({ value: order, label: t(`dateForm.${order}`) }))} onChoose={(chosen) => onChange({ dateOrder: chosen === 'day-first' ? 'day-first' : 'month-first' })}
        />
      )}
      {mapping !== null && !isDateOpen && <Setting label={t('setting.dateOrder')} value={t(`dateForm.${mapping.dateForm}`)} why={why('dateForm')} />}
      {mapping !== null && (
        <>
          <Setting
            label={t('setting.decimal')} value={mapping.decimalSign} isSaid={answers.decimal !== null} why={why('decimalSign')} onUndo={() => onChange({ decimal: null })}
            choices={([',', '.'] as const).map((sign) => ({ value: sign, label: t(sign === ',' ? 'comma' : 'point') }))} onChoose={(chosen) => onChange({ decimal: chosen === ',' ? ',' : '.' })}
          />
          <Setting label={t('setting.currency')} value={mapping.currency === null ? t('currencyOpen') : mapping.currency.from === 'fixed' ? format.currencyName(mapping.currency.currency) : t(`currencyFrom.${mapping.currency.from}`)} why={why('currency')} />
          <Setting
            label={t('setting.sign')} value={mapping.isInverted ? 'inverted' : 'as-written'} isSaid={answers.sign !== null} why={why('sign')} onUndo={() => onChange({ sign: null })}
            choices={(['as-written', 'inverted'] as const).map((sign) => ({ value: sign, label: t(`sign.${sign}`) }))} onChoose={(chosen) => onChange({ sign: chosen === 'inverted' ? 'inverted' : 'as-written' })}
          />
        </>
      )}
    </section>
  )
}
