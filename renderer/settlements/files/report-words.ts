import { useTranslation } from 'react-i18next'
import type { FileReport } from '../../../shared/contract/settlements.ts'
import { money } from '../../../shared/money.ts'
import { useFormat } from '../../language/format.ts'
import { translations } from '../../language/translations.ts'

const words = translations.en.settlements

type RefusalReason = keyof typeof words.refusal
type RowReason = keyof typeof words.rowError
type WarningCode = keyof typeof words.warning
type ControlName = keyof typeof words.control

/** What a reader says in codes, in words. A code that is not known is shown as it is: better odd than silent. */
export function useReportWords() {
  const { t } = useTranslation('settlements')
  const format = useFormat()
  return {
    /** Why the file cannot be used, and what to do. */
    refusal: (reason: string): { readonly what: string; readonly advice: string } =>
      reason in words.refusal ? { what: t(`refusal.${reason as RefusalReason}.what`), advice: t(`refusal.${reason as RefusalReason}.advice`) } : { what: reason, advice: t('refusalOther') },
    rowError: (reason: string): string => (reason in words.rowError ? t(`rowError.${reason as RowReason}`) : reason),
    warning: (code: string): string => (code in words.warning ? t(`warning.${code as WarningCode}`) : code),
    finding: (finding: FileReport['findings'][number], accounts: FileReport['accounts']): string => {
      const number = (name: string): number => (typeof finding[name] === 'number' ? finding[name] : 0)
      const account = accounts[number('statement')]
      const currency = account?.currency ?? null
      const shown = (minor: number): string => (currency === null ? format.number(minor) : format.money(money(minor, currency)))
      switch (finding['kind']) {
        case 'file_arithmetic':
          return t('finding.file_arithmetic', {
            opening: shown(number('openingMinor')), moved: shown(number('movedMinor')), closing: shown(number('closingMinor')), difference: shown(Math.abs(number('differenceMinor'))),
          })
        case 'control_total': {
          const what = String(finding['what'])
          const isSum = what.endsWith('-sum') && what !== 'control-sum'
          const figure = (name: string): string => (isSum ? shown(number(name)) : format.number(number(name)))
          return t('finding.control_total', { what: what in words.control ? t(`control.${what as ControlName}`) : what, stated: figure('stated'), counted: figure('counted'), line: number('line') })
        }
        case 'currency_flip':
          return t('finding.currency_flip', { currencies: Array.isArray(finding['currencies']) ? finding['currencies'].join(', ') : '' })
        case 'mixed_currency':
          return t('finding.mixed_currency', { count: number('entries'), currency: String(finding['currency']) })
        default:
          return String(finding['kind'])
      }
    },
  }
}

type FormatName = keyof typeof words.format

/** What people call a format; what has no other name is its own. */
export function useFormatName(): (format: string | null) => string {
  const { t } = useTranslation('settlements')
  return (format) => {
    if (format === null || format === '') return t('file.formatUnknown')
    if (isBankCsv(format)) return t('format.bank-csv')
    if (format in words.format) return t(`format.${format as FormatName}`)
    return format.toUpperCase()
  }
}

/** A bank's CSV, whether a saved reading is named behind it or not. */
export const isBankCsv = (format: string | null): boolean => format === 'bank-csv' || format?.startsWith('bank-csv:') === true
