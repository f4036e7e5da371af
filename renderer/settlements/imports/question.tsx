import { useTranslation } from 'react-i18next'
import type { ImportedFile } from '../../../shared/contract/settlements.ts'
import { assertNever } from '../../../shared/result.ts'
import { useFormat } from '../../language/format.ts'
import { AccountQuestion } from './account-question.tsx'
import { ChoiceQuestion } from './choice-question.tsx'
import { CurrencyQuestion } from './currency-question.tsx'
import { EncodingQuestion } from './encoding-question.tsx'
import type { ImportItem, Verdict } from './import-item.ts'
import { answerFor } from './import-store.ts'
import { amountReadings, dayReadings } from './readings.ts'

interface QuestionProps {
  readonly item: ImportItem
  readonly found: ImportedFile
  readonly verdict: Verdict
}

/** What the file leaves open, asked in place. The answer is tried at once. */
export function Question({ item, found, verdict }: QuestionProps) {
  const { t } = useTranslation('settlements')
  const format = useFormat()
  const { itemId, answers } = item
  const example = found.report.refused?.detail ?? ''
  const isAssumed = answers.currency === null && found.report.warnings.some(({ code }) => code === 'currency-assumed')
  switch (verdict) {
    case 'account-needed':
      return <AccountQuestion itemId={itemId} format={found.report.format ?? ''} />
    case 'currency-needed':
      return <CurrencyQuestion isAssumed={false} onAnswer={(currency) => answerFor(itemId, { currency })} />
    case 'date-order-needed': {
      const readings = dayReadings(example)
      return (
        <ChoiceQuestion
          words={t('question.dateOrder', { example })}
          choices={(['day-first', 'month-first'] as const).map((order) => ({ label: t(`question.${order}`), hint: readings === null ? null : format.dayLong(readings[order]), choose: () => answerFor(itemId, { dateOrder: order }) }))}
        />
      )
    }
    case 'decimal-needed': {
      const readings = amountReadings(example)
      return (
        <ChoiceQuestion
          words={t('question.decimal', { example })}
          choices={([',', '.'] as const).map((sign) => ({ label: t(sign === ',' ? 'question.comma' : 'question.point'), hint: readings?.[sign] ?? null, choose: () => answerFor(itemId, { decimal: sign }) }))}
        />
      )
    }
    case 'encoding-needed':
      return <EncodingQuestion onAnswer={(encoding) => answerFor(itemId, { encoding })} />
    case 'sound':
    case 'unsound':
      return isAssumed ? <CurrencyQuestion isAssumed onAnswer={(currency) => answerFor(itemId, { currency })} /> : null
    case 'known':
    case 'mapping-needed':
    case 'refused':
      return null
    default:
      return assertNever(verdict)
  }
}
