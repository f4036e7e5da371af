import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef } from 'react'
import styles from './pick-list.module.css'
import { neighbour } from './neighbour.ts'

interface PickListProps<T> {
  readonly label: string
  readonly rows: readonly T[]
  readonly idOf: (row: T) => string
  /** The one that is open. */
  readonly chosenId: string | null
  readonly onChoose: (id: string) => void
  /** Those that are picked for an act on several. */
  readonly picked: ReadonlySet<string>
  readonly onPick: (ids: readonly string[], isPicked: boolean) => void
  /** False: the row cannot be picked. */
  readonly isPickable?: (row: T) => boolean
  /** What picking the row is called by those who listen. */
  readonly pickLabel: (row: T) => string
  /** Cells of the head, and of a row, after the one with the box to tick. */
  readonly head: ReactNode
  readonly renderCells: (row: T) => ReactNode
  /** A class with the columns, the first of them 20 px for the box. */
  readonly layout: string
  /** Rows of one group stand under its heading; they are together already. */
  readonly groupOf?: (row: T) => { readonly name: string; readonly heading: ReactNode }
  readonly onEnd?: () => void
  /** Enter on the open row. */
  readonly onEnter?: () => void
  /** Takes the cursor when it appears, so that keys work at once. */
  readonly isFocusedAtOnce?: boolean
}

type Row<T> = { readonly kind: 'group'; readonly name: string; readonly heading: ReactNode } | { readonly kind: 'row'; readonly row: T; readonly id: string }

const rowHeight = 36
const nearEnd = 30
const pageStep = 15

/** A table of which one row is open and any number are picked. Arrows move, space picks, only the rows in sight are there. */
export function PickList<T>(props: PickListProps<T>) {
  const { label, rows, idOf, chosenId, onChoose, picked, onPick, isPickable = () => true, pickLabel, head, renderCells, layout, groupOf, onEnd, onEnter, isFocusedAtOnce = false } = props
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

  useEffect(() => {
    if (isFocusedAtOnce && document.activeElement === document.body) box.current?.focus({ preventScroll: true })
  }, [isFocusedAtOnce])

  const pickable = rows.filter(isPickable).map(idOf)
  const areAllPicked = pickable.length > 0 && pickable.every((id) => picked.has(id))
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: pageStep, PageUp: -pageStep, Home: -rows.length, End: rows.length }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLInputElement && event.key === ' ') return
    const step = steps[event.key]
    const next = step === undefined ? null : neighbour(rows.map(idOf), chosenId, step)
    if (next !== null) onChoose(next)
    else if (event.key === ' ' && chosenId !== null && pickable.includes(chosenId)) onPick([chosenId], !picked.has(chosenId))
    else if (event.key === 'Enter' && chosenId !== null && onEnter !== undefined) onEnter()
    else return
    event.preventDefault()
  }

  return (
    <div className={styles.frame}>
      <div className={`${styles.head} ${layout}`}>
        {pickable.length === 0 ? <span /> : (
          <input
            type="checkbox" className={styles.box} aria-label={label} checked={areAllPicked} onChange={() => onPick(pickable, !areAllPicked)}
            ref={(input) => { if (input !== null) input.indeterminate = !areAllPicked && pickable.some((id) => picked.has(id)) }}
          />
        )}
        {head}
      </div>
      {/* oxlint-disable jsx-a11y/prefer-tag-over-role -- only the rows in sight are there, at places of their own */}
      <div
        ref={box} className={styles.scroller} role="grid" aria-multiselectable aria-rowcount={rows.length} tabIndex={0} aria-label={label}
        aria-activedescendant={chosenId === null ? undefined : `pick-${chosenId}`} onKeyDown={onKeyDown}
      >
        <div className={styles.all} style={{ blockSize: virtual.getTotalSize() }} role="rowgroup">
          {items.map((item) => {
            const row = all[item.index]!
            const place = { transform: `translateY(${item.start}px)` }
            if (row.kind === 'group') return <div key={`group ${row.name}`} className={styles.group} style={place} role="row"><span role="gridcell">{row.heading}</span></div>
            return (
              <div
                key={row.id} id={`pick-${row.id}`} className={`${styles.row} ${layout}`} style={place} role="row" aria-selected={row.id === chosenId}
                data-picked={picked.has(row.id) || undefined} tabIndex={-1} onClick={() => onChoose(row.id)} onKeyDown={(event) => event.key === 'Enter' && onChoose(row.id)}
              >
                <span role="gridcell" className={styles.tick}>
                  {isPickable(row.row) && (
                    <input
                      type="checkbox" className={styles.box} tabIndex={-1} aria-label={pickLabel(row.row)} checked={picked.has(row.id)}
                      onClick={(event) => event.stopPropagation()} onChange={(event) => onPick([row.id], event.currentTarget.checked)}
                    />
                  )}
                </span>
                {renderCells(row.row)}
              </div>
            )
          })}
        </div>
      </div>
      {/* oxlint-enable jsx-a11y/prefer-tag-over-role */}
    </div>
  )
}

/** A cell of a row. */
export const Cell = ({ children, className }: { readonly children?: ReactNode; readonly className?: string | undefined }) => (
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as above
  <span role="gridcell" className={className}>{children}</span>
)

function grouped<T>(rows: readonly T[], idOf: (row: T) => string, groupOf: PickListProps<T>['groupOf']): Row<T>[] {
  const all: Row<T>[] = []
  let name: string | null = null
  for (const row of rows) {
    const group = groupOf?.(row)
    if (group !== undefined && group.name !== name) all.push({ kind: 'group', name: (name = group.name), heading: group.heading })
    all.push({ kind: 'row', row, id: idOf(row) })
  }
  return all
}
