import { IconCircleCheckFilled, IconCircleDashed, IconCircleX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CsvPreviewRow, CsvProposal } from '../../../shared/contract/csv-profiles.ts'
import { Amount } from '../../components/amount.tsx'
import { useFormat } from '../../language/format.ts'
import { Refusal } from '../files/refusal.tsx'
import { useReportWords } from '../files/report-words.ts'
import styles from './csv-preview.module.css'

/** What the first rows become: by the import's own code, so that what is seen here is what comes in. */
export function CsvPreview({ proposal: { preview, guesses, mapping, open } }: { readonly proposal: CsvProposal }) {
  const { t } = useTranslation('csv')
  const errors = preview.rows.filter(({ kind }) => kind === 'row-error').length
  const proof = guesses.find(({ about, reason }) => about === 'sign' && (reason === 'proved-by-balance' || reason === 'inverted-by-balance' || reason === 'balance-does-not-follow'))?.reason
  if (mapping === null) return null
  // What is refused for want of an answer is asked elsewhere.
  const isOpen = preview.refused !== null && open.length > 0
  const [ProofIcon, tone, words] =
    proof === undefined ? ([IconCircleDashed, 'waiting', t('proof.none')] as const)
    : proof === 'balance-does-not-follow' ? ([IconCircleX, 'wrong', t('proof.failed')] as const)
    : ([IconCircleCheckFilled, 'certain', t('proof.holds')] as const)
  return (
    <section className={styles.part}>
      <header>
        <h3>{isOpen ? t('previewTitle') : t('preview', { count: preview.rows.length })}</h3>
        <p className={styles.proof} data-tone={tone}><ProofIcon size={16} stroke={2} aria-hidden />{words}</p>
        {errors > 0 && <p className={styles.proof} data-tone="wrong"><IconCircleX size={16} stroke={2} aria-hidden />{t('errors', { count: errors })}</p>}
      </header>
      {preview.refused === null ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls can be scrolled with the keys
        <section className={styles.box} tabIndex={0} aria-label={t('preview', { count: preview.rows.length })}>
          <table>
            <thead>
              <tr>
                <th scope="col" className={styles.end}>{t('lineShort')}</th>
                <th scope="col">{t('role.bookedOn')}</th>
                <th scope="col" className={styles.end}>{t('role.amount')}</th>
                <th scope="col">{t('role.counterpartyName')}</th>
                <th scope="col">{t('role.text')}</th>
                <th scope="col">{t('role.reference')}</th>
              </tr>
            </thead>
            <tbody>{preview.rows.map((row) => <Row key={row.line} row={row} />)}</tbody>
          </table>
        </section>
      ) : isOpen ? <p className={styles.wait}>{t('previewWaits')}</p> : <Refusal refused={preview.refused} />}
    </section>
  )
}

function Row({ row }: { readonly row: CsvPreviewRow }) {
  const { t } = useTranslation('csv')
  const format = useFormat()
  const { rowError } = useReportWords()
  if (row.kind === 'row-error') {
    return (
      <tr data-wrong>
        <td className={styles.end}>{row.line}</td>
        <td colSpan={5}>{t('rowError', { words: rowError(row.reason), field: row.field, value: row.value })}</td>
      </tr>
    )
  }
  return (
    <tr data-quiet={row.status === 'booked' ? undefined : true}>
      <td className={styles.end}>{row.line}</td>
      <td>{row.bookedOn === null ? '–' : format.dayLong(row.bookedOn)}</td>
      <td className={styles.end}><Amount amount={row.amount} currency="code" /></td>
      <td>{row.counterpartyName ?? ''}</td>
      <td>{row.text}</td>
      <td>{row.references.join(', ')}</td>
    </tr>
  )
}
