import { useTranslation } from 'react-i18next'
import { useFormat } from '../language/format.ts'
import { useAccountLabels } from '../queries/account-labels.ts'
import { dayOfWeek, useFigureFormat } from './figure-format.ts'
import type { OpenedRows } from './opened-rows.ts'

/** The open figure and the part of it, in words: "Taken", "22 Nov, 14:00–15:00". */
export function useOpenedTitle(): (opened: OpenedRows) => { readonly title: string; readonly where: string } {
  const { t } = useTranslation(['figures', 'words'])
  const format = useFormat()
  const figureFormat = useFigureFormat()
  const accountLabel = useAccountLabels()
  return ({ figure, from, to, slice }) => {
    const where = [from === to ? format.dayLong(from) : figureFormat.dayRange(from, to)]
    if (slice !== null && slice.weekday !== null) where.push(figureFormat.weekday(dayOfWeek(slice.weekday)))
    if (slice !== null && slice.hour !== null) where.push(figureFormat.hourSpan(slice.hour))
    if (slice !== null && slice.methodKind !== null) where.push(t(`words:method.${slice.methodKind}`))
    if (slice !== null && slice.accountId !== null) where.push(accountLabel(slice.accountId))
    return { title: t(`figure.${figure}`), where: where.filter((words) => words !== '').join(' · ') }
  }
}
