import { Button, Textarea } from '@mantine/core'
import {
  IconAlertTriangle, IconClockExclamation, IconFileAlert, IconGavel, IconHourglass, IconNotebook, IconPlugConnectedX, IconQuestionMark,
  IconReceiptRefund, IconScale, type Icon,
} from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { NeedKind, WorkItem } from '../../shared/contract/attention.ts'
import { ask, backend } from '../backend-client.ts'
import { orderNumberText } from '../components/order-number.ts'
import { useFormat } from '../language/format.ts'
import { pathOf } from '../paths.ts'
import { useNames } from '../queries/names.ts'
import { useSession } from '../queries/session.ts'
import { useNow } from '../stores/clock.ts'
import { NeedActs } from './need-acts.tsx'
import { useNeedWords } from './need-words.ts'
import styles from './needs-page.module.css'

const icons: Record<NeedKind, Icon> = {
  unknown_outcome: IconQuestionMark, late_money: IconClockExclamation, underpaid: IconScale, overpaid: IconScale, hold_lapsing: IconHourglass,
  dispute_deadline: IconGavel, refund_failed: IconReceiptRefund, promised_payment: IconNotebook, missing_file: IconFileAlert, account_broken: IconPlugConnectedX,
}

const toneOf = (kind: NeedKind): 'unknown' | 'wrong' | 'attention' =>
  kind === 'unknown_outcome' ? 'unknown' : kind === 'refund_failed' || kind === 'account_broken' ? 'wrong' : 'attention'

const tickMs = 15_000

export function NeedRow({ item }: { readonly item: WorkItem }) {
  const { t } = useTranslation('needs')
  const { title, advice } = useNeedWords()(item)
  const [isWriting, setWriting] = useState(false)
  const { person } = useSession()
  const canAct = person.role !== 'accountant'
  const KindIcon = icons[item.kind] ?? IconAlertTriangle
  return (
    <li className={styles.row} data-tone={toneOf(item.kind)}>
      <span className={styles.icon}><KindIcon size={18} stroke={1.7} aria-hidden /></span>
      <div className={styles.main}>
        <h2>{title}</h2>
        <p className={styles.advice}>{advice}</p>
        {item.note !== '' && !isWriting && <p className={styles.note}>{item.note}</p>}
        {isWriting ? <NoteForm item={item} onDone={() => setWriting(false)} /> : canAct && (
          <div className={styles.acts}>
            <NeedActs item={item} />
            <Button variant="subtle" onClick={() => setWriting(true)}>{t(item.note === '' ? 'note.add' : 'note.change')}</Button>
          </div>
        )}
      </div>
      <Meta item={item} canAct={canAct} />
    </li>
  )
}

/** How old, until when, whose. */
function Meta({ item, canAct }: { readonly item: WorkItem; readonly canAct: boolean }) {
  const { t } = useTranslation('needs')
  const format = useFormat()
  const nameOf = useNames()
  const { person } = useSession()
  const now = useNow(tickMs)
  const isMine = item.owner === person.personId
  const take = (mine: boolean): void => void ask(backend.attention.take({ itemId: item.itemId, mine }))
  return (
    <div className={styles.meta}>
      {item.orderId === null || item.orderNumber === null ? <span /> : <strong><Link href={pathOf('orders', item.orderId)}>{t('order', { number: orderNumberText(item.orderNumber) })}</Link></strong>}
      <span title={format.dateTime(item.since)}>{t('age', { span: format.span(Math.max(0, now - item.since)) })}</span>
      {item.dueAt !== null && item.kind !== 'unknown_outcome' && (
        <span className={styles.due} title={format.dateTime(item.dueAt)}>{item.dueAt > now ? t('dueIn', { span: format.span(item.dueAt - now) }) : t('overdue', { span: format.span(now - item.dueAt) })}</span>
      )}
      <span className={styles.owner}>
        {item.owner === null ? t('nobody') : isMine ? t('mine') : nameOf(item.owner)}
        {canAct && <Button variant="subtle" onClick={() => take(!isMine)}>{t(isMine ? 'giveBack' : 'take')}</Button>}
      </span>
    </div>
  )
}

function NoteForm({ item, onDone }: { readonly item: WorkItem; readonly onDone: () => void }) {
  const { t } = useTranslation(['needs', 'words'])
  const [note, setNote] = useState(item.note)
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const saved = await ask(backend.attention.annotate({ itemId: item.itemId, note }))
    if (saved.ok) onDone()
  }
  return (
    <form className={styles.noteForm} onSubmit={(event) => void save(event)}>
      <Textarea aria-label={t('note.label')} placeholder={t('note.hint')} value={note} maxLength={2_000} autosize minRows={2} maxRows={6} ref={focusOnce} onChange={(event) => setNote(event.currentTarget.value)} />
      <div>
        <Button type="submit" variant="filled">{t('words:save')}</Button>
        <Button onClick={onDone}>{t('words:cancel')}</Button>
      </div>
    </form>
  )
}

const focusOnce = (field: HTMLTextAreaElement | null): void => field?.focus()
