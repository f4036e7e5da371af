import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Amount } from '../../components/amount.tsx'
import { sumsOf } from '../../components/sums.ts'
import styles from '../../components/picked-bar.module.css'
import type { OpenRow } from './open-rows.ts'

interface OpenPickedBarProps {
  readonly rows: readonly OpenRow[]
  readonly isDoing: boolean
  readonly onClear: () => void
  readonly onAccept: () => void
  readonly onAside: () => void
}

/** What is picked, what it sums up to, and what can be done with it as a set. */
export function OpenPickedBar({ rows, isDoing, onClear, onAccept, onAside }: OpenPickedBarProps) {
  const { t } = useTranslation('reconciliation')
  const proposals = rows.filter(({ kind }) => kind === 'proposal').length
  const lines = rows.filter(({ kind }) => kind === 'bank_line').length
  return (
    <output className={styles.bar}>
      <strong>{t('picked.count', { count: rows.length })}</strong>
      <span className={styles.sums}>{sumsOf(rows).map((sum) => <Amount key={sum.currency} amount={sum} currency="code" />)}</span>
      <span className={styles.acts}>
        <Button variant="subtle" onClick={onClear}>{t('picked.clear')}</Button>
        {lines > 0 && <Button onClick={onAside}>{t('picked.aside', { count: lines })}</Button>}
        {proposals > 0 && <Button variant="filled" loading={isDoing} onClick={onAccept}>{t('picked.accept', { count: proposals })}</Button>}
      </span>
    </output>
  )
}
