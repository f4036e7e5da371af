import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { neighbour } from './neighbour.ts'
import styles from './row-list.module.css'

interface RowListProps<T> {
  readonly label: string
  readonly rows: readonly T[]
  readonly idOf: (row: T) => string
  readonly chosenId: string | null
  readonly onChoose: (id: string) => void
  /** The end of what is loaded is near. */
  readonly onEnd?: () => void
  /** Cells of the head, and of a row: as many as the grid of `layout` has columns. */
  readonly head: ReactNode
  readonly renderCells: (row: T) => ReactNode
  /** A class with the columns, used by head and rows. */
  readonly layout: string
  /** Rows of one group stand under its name, those of a group without a name under none; they are together already. */
  readonly groupOf?: ((row: T) => string) | undefined
}

type Row<T> = { readonly kind: 'group'; readonly name: string } | { readonly kind: 'row'; readonly row: T; readonly id: string }

const rowHeight = 36
const nearEnd = 30
const pageStep = 15

/** A table of which one row can be chosen. Only the rows in sight are there; the cursor stays on the table and the arrows move the choice. */
export function RowList<T>({ label, rows, idOf, chosenId, onChoose, onEnd, head, renderCells, layout, groupOf }: RowListProps<T>) {
  const box = useRef<HTMLDivElement>(null)
  const all = useMemo(() => grouped(rows, idOf, groupOf), [rows, idOf, groupOf])
  const virtual = useVirtualizer({ count: all.length, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 12 })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0

  useEffect(() => {
    if (last >= all.length - nearEnd) onEnd?.()
  }, [last, all.length, onEnd])
  useEffect(() => {
    const index = all.findIndex((row) => row.kind === 'row' && row.id === chosenId)
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' })
    // Only when another one is chosen: a list that is read again must not jump.
    // oxlint-disable-next-line react/exhaustive-deps, react/exhaustive-effect-dependencies
  }, [chosenId])

  const walk = (step: number): void => {
    const next = neighbour(rows.map(idOf), chosenId, step)
    if (next !== null) onChoose(next)
  }
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: pageStep, PageUp: -pageStep, Home: -rows.length, End: rows.length }
  return (
    <div className={styles.frame}>
      <div className={`${styles.head} ${layout}`} aria-hidden>{head}</div>
      <div
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a native list of choices has no columns
        ref={box} className={styles.box} role="listbox" tabIndex={0} aria-label={label} aria-activedescendant={chosenId === null ? undefined : `row-${chosenId}`}
        onKeyDown={(event) => {
          const step = steps[event.key]
          if (step === undefined) return
          event.preventDefault()
          walk(step)
        }}
      >
        <div className={styles.all} style={{ blockSize: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = all[item.index]!
            const place = { transform: `translateY(${item.start}px)` }
            return row.kind === 'group' ? <div key={item.key} className={styles.group} style={place} role="presentation">{row.name}</div> : (
              <div
                key={row.id} id={`row-${row.id}`} className={`${styles.row} ${layout}`} style={place} tabIndex={-1}
                // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as above
                role="option" aria-selected={row.id === chosenId} onClick={() => onChoose(row.id)} onKeyDown={(event) => event.key === 'Enter' && onChoose(row.id)}
              >
                {renderCells(row.row)}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

function grouped<T>(rows: readonly T[], idOf: (row: T) => string, groupOf?: (row: T) => string): Row<T>[] {
  const all: Row<T>[] = []
  let group: string | null = null
  for (const row of rows) {
    const name = groupOf?.(row) ?? null
    if (name !== null && name !== '' && name !== group) all.push({ kind: 'group', name: (group = name) })
    all.push({ kind: 'row', row, id: idOf(row) })
  }
  return all
}
