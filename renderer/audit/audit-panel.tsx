import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { AuditEntry } from '../../shared/contract/audit.ts'
import { Empty, Loaded } from '../components/page-states.tsx'
import { Perforation } from '../components/perforation.tsx'
import { SidePanel } from '../components/side-panel.tsx'
import { useFormat } from '../language/format.ts'
import { pathOf } from '../paths.ts'
import { auditLineQuery } from '../queries/audit.ts'
import { useSession } from '../queries/session.ts'
import styles from './audit-panel.module.css'
import { useActorName, useActWords, useSubjectWords } from './audit-words.ts'
import { notedIn } from './noted.ts'

/** One line of the record, with everything that was noted. */
export function AuditPanel({ seq, onClose }: { readonly seq: number; readonly onClose: () => void }) {
  const { t } = useTranslation('audit')
  const answer = useQuery(auditLineQuery(seq))
  return (
    <SidePanel label={t('detail')} onClose={onClose}>
      <Loaded answer={answer} rows={6}>{(entry) => (entry === null ? <Empty title={t('gone')} /> : <Line entry={entry} />)}</Loaded>
    </SidePanel>
  )
}

function Line({ entry }: { readonly entry: AuditEntry }) {
  const { t } = useTranslation('audit')
  const format = useFormat()
  const wordsOf = useActWords()
  const nameOf = useActorName()
  const about = useSubjectWords()(entry)
  const noted = notedIn(entry.detail)
  const facts: readonly (readonly [label: string, value: string])[] = [
    [t('fact.who'), nameOf(entry.actor, entry.actorName)],
    [t('fact.at'), format.dateTime(entry.at).replace(format.time(entry.at), format.timeExact(entry.at))],
    [t('fact.about'), about],
    [t('fact.line'), format.number(entry.seq)],
  ]
  return (
    <>
      <h2 className={styles.act}>{wordsOf(entry.act)}</h2>
      <dl className={styles.facts}>{facts.filter(([, value]) => value !== '').map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      <SubjectLink entry={entry} />
      <div className={styles.perforation}><Perforation /></div>
      <section>
        <h3 className={styles.title}>{t(noted.some(({ before }) => before !== null) ? 'changed' : 'details')}</h3>
        <dl className={styles.noted} translate="no">
          <div><dt>{entry.act}</dt><dd>{entry.subject}</dd></div>
          {noted.map(({ name, before, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{before !== null && <><del>{before === '' ? '–' : before}</del> → </>}{value === '' ? '–' : value}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  )
}

/** The way to what the act was about, where it has a page and this role may see it. */
function SubjectLink({ entry: { act, subject } }: { readonly entry: AuditEntry }) {
  const { t } = useTranslation('audit')
  const { person } = useSession()
  if (act.startsWith('order.')) return <Link href={pathOf('orders', subject)}>{t('open.order')}</Link>
  if (person.role !== 'owner') return null
  if (act.startsWith('account.')) return <Link href={pathOf('accounts', subject)}>{t('open.account')}</Link>
  if (act.startsWith('people.')) return <Link href={pathOf('people', subject)}>{t('open.person')}</Link>
  return null
}
