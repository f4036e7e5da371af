import { Button, FileButton, TextInput } from '@mantine/core'
import { IconCircleCheckFilled } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Manifest } from '../../shared/contract/exports.ts'
import { ask, backend } from '../backend-client.ts'
import { Notice } from '../components/notice.tsx'
import { useSession } from '../queries/session.ts'
import styles from './check-file.module.css'

type Verdict = { readonly kind: 'same'; readonly name: string } | { readonly kind: 'other'; readonly name: string; readonly problems: readonly string[] } | { readonly kind: 'unreadable'; readonly why: string }

/** Whether a file that somebody has is the one that was made: by its bytes, and where the host reads files, by its rows and sums too. */
export function CheckFile({ manifest }: { readonly manifest: Manifest }) {
  const { t } = useTranslation('exports')
  const { host } = useSession()
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const compare = async (file: File | null): Promise<void> => {
    if (file === null) return
    const hash = await sha256Of(file)
    setVerdict(hash === manifest.sha256 ? { kind: 'same', name: file.name } : { kind: 'other', name: file.name, problems: [] })
  }
  return (
    <div className={styles.check}>
      <h3>{t('check.title')}</h3>
      <p className={styles.why}>{t('check.what')}</p>
      <FileButton onChange={(file) => void compare(file)} accept=".csv,text/csv">{(props) => <Button {...props}>{t('check.choose')}</Button>}</FileButton>
      {host.localFiles && <ByPath onVerdict={setVerdict} />}
      {verdict !== null && <Said verdict={verdict} />}
    </div>
  )
}

/** The backend reads the file and the manifest beside it, and adds up every column again. */
function ByPath({ onVerdict }: { readonly onVerdict: (verdict: Verdict) => void }) {
  const { t } = useTranslation('exports')
  const [path, setPath] = useState('')
  const check = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const answer = await ask(backend.exports.check({ path: path.trim() }, { context: { isLong: true } }))
    if (answer.ok) return onVerdict(answer.value.holds ? { kind: 'same', name: path.trim() } : { kind: 'other', name: path.trim(), problems: answer.value.problems })
    onVerdict({ kind: 'unreadable', why: answer.failure.kind === 'file-not-readable' ? answer.failure.why : answer.failure.kind })
  }
  return (
    <form className={styles.path} onSubmit={(event) => void check(event)}>
      <TextInput label={t('check.path')} description={t('check.pathWhat')} value={path} maxLength={4_000} onChange={(event) => setPath(event.currentTarget.value)} />
      <Button type="submit" disabled={path.trim() === ''}>{t('check.doIt')}</Button>
    </form>
  )
}

function Said({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation('exports')
  if (verdict.kind === 'same') return <output className={styles.same}><IconCircleCheckFilled size={18} aria-hidden />{t('check.same', { name: verdict.name })}</output>
  if (verdict.kind === 'unreadable') return <Notice tone="attention" title={t('check.unreadable', { why: verdict.why })} isUrgent />
  return (
    <Notice tone="wrong" title={t('check.other', { name: verdict.name })} isUrgent>
      {verdict.problems.length > 0 && <ul>{verdict.problems.map((problem) => <li key={problem}>{problem}</li>)}</ul>}
    </Notice>
  )
}

async function sha256Of(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
