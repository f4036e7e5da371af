import { Button, NumberInput, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CsvAnswers, CsvProposal, CsvQuestion } from '../../../shared/contract/csv-profiles.ts'
import { isCurrentCurrency } from '../../../shared/currency.ts'
import { businessDayOf } from '../../../shared/business-day.ts'
import { assertNever } from '../../../shared/result.ts'
import { useFormat } from '../../language/format.ts'
import { useSession } from '../../queries/session.ts'
import { backendNow } from '../../stores/clock.ts'
import { amountReadings, dayReadings } from '../imports/readings.ts'
import { rolesOf } from './column-roles.ts'
import styles from './csv-questions.module.css'
import { DirectionWords } from './direction-words.tsx'

interface CsvQuestionsProps {
  readonly proposal: CsvProposal
  readonly answers: CsvAnswers
  readonly onChange: (changed: Partial<CsvAnswers>) => void
}

/** What only a person can settle, one box each; an answered one goes away. */
export function CsvQuestions({ proposal, answers, onChange }: CsvQuestionsProps) {
  return proposal.open.map((question) => <Question key={JSON.stringify(question)} question={question} proposal={proposal} answers={answers} onChange={onChange} />)
}

const currencies = Intl.supportedValuesOf('currency').filter(isCurrentCurrency)
const firstYear = 1990
const lastYear = 2100

function Question({ question, proposal, answers, onChange }: CsvQuestionsProps & { readonly question: CsvQuestion }) {
  const { t } = useTranslation('csv')
  const format = useFormat()
  const { shop } = useSession()
  const [year, setYear] = useState<number | string>(() => Number(businessDayOf(backendNow(), shop).slice(0, 4)))
  const [currency, setCurrency] = useState<string>(shop.currency)
  const choices = (words: string, options: readonly { readonly label: string; readonly hint?: string | undefined; readonly answer: Partial<CsvAnswers> }[]) => (
    <div className={styles.question}>
      <p>{words}</p>
      {options.length > 0 && (
        <div className={styles.choices}>
          {options.map(({ label, hint, answer }) => <Button key={label} onClick={() => onChange(answer)}>{label}{hint !== undefined && <span className={styles.hint}>{hint}</span>}</Button>)}
        </div>
      )}
    </div>
  )
  switch (question.about) {
    case 'date-order': {
      const readings = dayReadings(question.example)
      return choices(t('question.date-order', question), (['day-first', 'month-first'] as const).map((dateOrder) => ({ label: t(`dateForm.${dateOrder}`), hint: readings === null ? undefined : format.dayLong(readings[dateOrder]), answer: { dateOrder } })))
    }
    case 'decimal-sign': {
      const readings = amountReadings(question.example)
      return choices(t('question.decimal-sign', question), ([',', '.'] as const).map((decimal) => ({ label: t(decimal === ',' ? 'comma' : 'point'), hint: readings?.[decimal], answer: { decimal } })))
    }
    case 'currency':
      return (
        <div className={styles.question}>
          <p>{t('question.currency')}</p>
          <div className={styles.line}>
            <Select aria-label={t('setting.currency')} searchable value={currency} onChange={(chosen) => chosen !== null && setCurrency(chosen)} data={currencies.map((code) => ({ value: code, label: `${code} ${format.currencyName(code)}` }))} />
            <Button onClick={() => onChange({ currency })}>{t('take')}</Button>
          </div>
        </div>
      )
    case 'year':
      return (
        <div className={styles.question}>
          <p>{t('question.year', question)}</p>
          <div className={styles.line}>
            <NumberInput aria-label={t('setting.year')} size="sm" value={year} onChange={setYear} min={firstYear} max={lastYear} allowDecimal={false} hideControls />
            <Button disabled={typeof year !== 'number'} onClick={() => typeof year === 'number' && onChange({ year })}>{t('take')}</Button>
          </div>
        </div>
      )
    case 'sign':
      if ([...rolesOf(proposal.guesses).values()].some(({ role }) => role === 'direction')) return <DirectionWords question={question} onChange={onChange} />
      return choices(t('question.sign', question), (['plus', 'minus'] as const).map((debit) => ({ label: t(`debit.${debit}`), answer: { debit } })))
    case 'column':
      return choices(t(`question.column.${question.missing}`), [])
    case 'column-by-content': {
      const guess = proposal.guesses.find(({ reason, facts }) => reason === 'by-content' && facts['column'] === question.column)
      const found = guess === undefined ? undefined : [...rolesOf([guess])][0]
      return choices(
        t(`question.byContent.${question.chosenFor}`, { column: question.column }),
        found === undefined ? [] : [{ label: t('question.right'), answer: { columns: { ...answers.columns, [found[1].role]: [found[0]] } } }],
      )
    }
    default:
      return assertNever(question)
  }
}
