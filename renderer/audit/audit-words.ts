import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../../shared/contract/audit.ts'
import { Money } from '../../shared/contract/values.ts'
import { Role } from '../../shared/contract/session.ts'
import { exceptionCodes, type ExceptionCode } from '../../shared/exception-code.ts'
import { orderNumberText } from '../components/order-number.ts'
import { type Format, useFormat } from '../language/format.ts'
import { translations } from '../language/translations.ts'
import { useAccountLabels } from '../queries/account-labels.ts'
import { useNames } from '../queries/names.ts'

const known: Record<string, Record<string, string>> = translations.en.audit.act

/** Whether there are words for an act. */
export function hasWords(act: string): boolean {
  const [group, name] = act.split('.')
  return known[group ?? '']?.[name ?? ''] !== undefined
}

/** An act in words; one that nobody has described goes by its own name. */
export function useActWords(): (act: string) => string {
  const { t } = useTranslation('audit')
  return (act) => (hasWords(act) ? t(`act.${act}` as 'act.order.create') : act)
}

/** Who acted: the name that was noted then, or the words for those who are no people. */
export function useActorName(): (actor: string, name: string) => string {
  const nameOf = useNames()
  return (actor, name) => (actor === 'system' || actor.startsWith('os:') ? nameOf(actor) : name)
}

/** What a line is about, in a few words, from what was noted with it. */
export function useSubjectWords(): (entry: AuditEntry) => string {
  const { t } = useTranslation(['shell', 'exceptions'])
  const format = useFormat()
  const labelOf = useAccountLabels()
  return (entry) => subjectParts(entry, { format, labelOf, roleOf: (role) => t(`role.${role}`), exceptionOf: (code) => t(`exceptions:code.${code}.title`) }).join(' · ')
}

interface Telling {
  readonly format: Pick<Format, 'money' | 'day' | 'number'>
  readonly labelOf: (accountId: string) => string
  readonly roleOf: (role: 'staff' | 'owner' | 'accountant') => string
  readonly exceptionOf: (code: ExceptionCode) => string
}

const dayText = /^\d{4}-\d{2}-\d{2}$/u

export function subjectParts({ act, subject, detail }: Pick<AuditEntry, 'act' | 'subject' | 'detail'>, { format, labelOf, roleOf, exceptionOf }: Telling): string[] {
  const text = (name: string): string => (typeof detail[name] === 'string' ? detail[name] : '')
  const account = act.startsWith('account.') ? labelOf(subject) || text('label') : labelOf(text('accountId'))
  // An exception is named by its kind and by what it is about: "missing_deposit payout:01H…".
  const code = act.startsWith('exceptions.') ? exceptionCodes.find((one) => one === subject.split(' ')[0]) : undefined
  const amount = Money.safeParse(detail['amount']).data
  const role = Role.safeParse(detail['role']).data
  const [fromRole, toRole] = [Role.safeParse(detail['from']).data, Role.safeParse(detail['to']).data]
  const [from, to] = [text('from'), text('to')]
  return [
    typeof detail['number'] === 'number' ? orderNumberText(detail['number']) : '',
    text('name'), account,
    code === undefined ? '' : exceptionOf(code),
    amount === undefined ? '' : format.money(amount),
    text('customer'),
    role === undefined ? '' : roleOf(role),
    fromRole === undefined || toRole === undefined ? '' : `${roleOf(fromRole)} → ${roleOf(toRole)}`,
    dayText.test(from) && dayText.test(to) ? `${format.day(from)} – ${format.day(to)}` : '',
    typeof detail['rows'] === 'number' ? format.number(detail['rows']) : '',
    text('reason'), text('note'), text('despite'),
  ].filter((words) => words !== '')
}
