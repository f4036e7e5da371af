import { useTranslation } from 'react-i18next'
import type { CurrencyCode } from '../../../shared/currency.ts'
import { decimalText, money } from '../../../shared/money.ts'
import { Amount } from '../../components/amount.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { useFormat } from '../../language/format.ts'
import styles from './chart-table.module.css'

/** A cell: an amount in minor units, a number, or words. */
type ChartCell = { readonly minor: number | null } | { readonly count: number } | { readonly words: string }

interface ChartTableRow {
  readonly key: string
  readonly label: string
  readonly cells: readonly ChartCell[]
  /** Opens the rows behind it; without it there are none. */
  readonly onOpen?: () => void
}

interface ChartTableProps {
  readonly caption: string
  /** The first names the rows. */
  readonly heads: readonly string[]
  readonly rows: readonly ChartTableRow[]
  readonly currency: CurrencyCode
}

/** The same as a chart, in figures: to be read, heard and copied into a spreadsheet. */
export function ChartTable({ caption, heads, rows, currency }: ChartTableProps) {
  const { t } = useTranslation('figures')
  const text = [heads, ...rows.map(({ label, cells }) => [label, ...cells.map((cell) => plainText(cell, currency))])].map((line) => line.join('\t')).join('\n')
  return (
    <div className={styles.box}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
      <section className={styles.scroll} tabIndex={0} aria-label={caption}>
        <table className={styles.table}>
          <caption>{caption}</caption>
          <thead><tr>{heads.map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
          <tbody>
            {rows.map(({ key, label, cells, onOpen }) => (
              <tr key={key}>
                <th scope="row">{onOpen === undefined ? label : <button type="button" onClick={onOpen}>{label}</button>}</th>
                {cells.map((cell, index) => <td key={heads[index + 1]} data-words={'words' in cell || undefined}><Cell cell={cell} currency={currency} /></td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <CopyButton text={text} label={t('chart.copy')} variant="subtle" />
    </div>
  )
}

function Cell({ cell, currency }: { readonly cell: ChartCell; readonly currency: CurrencyCode }) {
  const format = useFormat()
  if ('words' in cell) return cell.words
  if ('count' in cell) return format.number(cell.count)
  return cell.minor === null ? '' : <Amount amount={money(cell.minor, currency)} />
}

const plainText = (cell: ChartCell, currency: CurrencyCode): string =>
  'words' in cell ? cell.words : 'count' in cell ? String(cell.count) : cell.minor === null ? '' : decimalText(money(cell.minor, currency))
