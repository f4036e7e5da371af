import { useTranslation } from 'react-i18next'
import { isDay } from '../../shared/business-day.ts'
import type { CheckItem } from '../../shared/contract/periods.ts'
import { isCurrencyCode } from '../../shared/currency.ts'
import { exceptionCodes } from '../../shared/exception-code.ts'
import { money } from '../../shared/money.ts'
import { assertNever } from '../../shared/result.ts'
import { sumsOf } from '../components/sums.ts'
import { useFormat } from '../language/format.ts'

type Facts = CheckItem['facts'][number]

/** A line of the check-list speaks of so many things before it only counts them. */
const mostSpoken = 4

/** What is missing for a line of the check-list, in sentences. */
export function useMissingWords(): (item: CheckItem) => string[] {
  const { t } = useTranslation(['periods', 'exceptions'])
  const format = useFormat()
  const text = (value: unknown): string => (typeof value === 'string' ? value : '')
  const day = (value: unknown): string => (typeof value === 'string' && isDay(value) ? format.dayLong(value) : '')
  const amount = (minor: unknown, currency: unknown): string =>
    typeof minor === 'number' && Number.isSafeInteger(minor) && typeof currency === 'string' && isCurrencyCode(currency) ? format.money(money(minor, currency)) : ''
  const sum = (...parts: readonly unknown[]): number => parts.reduce<number>((total, part) => total + (typeof part === 'number' ? part : 0), 0)

  const source = (facts: Facts): string => {
    if (facts['what'] === 'held-file') return t('fact.heldFile', { file: text(facts['file']) })
    if (facts['what'] === 'statement') return day(facts['until']) === '' ? t('fact.statementNone', { bank: text(facts['bank']) }) : t('fact.statement', { bank: text(facts['bank']), until: day(facts['until']) })
    const values = { currency: text(facts['currency']), needed: day(facts['lastPaidDay']) }
    return day(facts['untilDay']) === '' ? t('fact.settlementNone', values) : t('fact.settlement', { ...values, until: day(facts['untilDay']) })
  }
  const balance = (facts: Facts): string[] => {
    const { currency, clearingMinor, inTransitMinor, payoutsOnTheWayMinor } = facts
    const clearing = sum(facts['unsettledMinor'], facts['unpaidLinesMinor'], facts['payoutDifferenceMinor'])
    return [[clearingMinor, clearing], [inTransitMinor, payoutsOnTheWayMinor]].filter(([ledger, rows]) => ledger !== rows)
      .map(([ledger, rows]) => t('fact.balance', { currency: text(currency), ledger: amount(ledger, currency), rows: amount(rows, currency) }))
  }
  /** Kind by kind, with how many and how much; of what was not sent along only the count is known. */
  const exceptions = ({ facts, count }: CheckItem): string[] => {
    const groups = [...Map.groupBy(facts, ({ code }) => code)].map(([code, some]) => {
      const known = exceptionCodes.find((one) => one === code)
      const sums = sumsOf(some.flatMap(({ minor, currency }) => (typeof minor === 'number' && typeof currency === 'string' && isCurrencyCode(currency) ? [{ minor: Math.abs(minor), currency }] : [])))
      const kind = known === undefined ? text(code) : t(`exceptions:code.${known}.title`)
      return [t('fact.kind', { kind, number: format.number(some.length) }), ...sums.map((one) => format.money(one))].join(t('fact.comma'))
    })
    return [...groups, ...(count > facts.length ? [t('fact.more', { count: count - facts.length })] : [])]
  }

  return (item) => {
    const { name, facts, count } = item
    const more = count > mostSpoken ? [t('fact.more', { count: count - mostSpoken })] : []
    switch (name) {
      case 'day-is-over':
        return facts.map((one) => t('fact.dayIsOver', { to: day(one['to']) }))
      case 'sources-complete':
        return [...facts.slice(0, mostSpoken).map(source), ...more]
      case 'run-is-current':
        return facts.map(({ lastRunAt }) => (typeof lastRunAt === 'number' ? t('fact.stale', { time: format.dateTime(lastRunAt) }) : t('fact.staleNone')))
      case 'no-stop-exceptions':
      case 'notes-have-reasons':
        return exceptions(item)
      case 'balances-proved':
        return facts.flatMap(balance)
      default:
        return assertNever(name)
    }
  }
}
