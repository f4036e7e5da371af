import { useInfiniteQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { SettlementLineView } from '../../../shared/contract/settlements.ts'
import { Loaded } from '../../components/page-states.tsx'
import { payoutLinesQuery, type StepType } from '../../queries/settlements.ts'
import { LineRow } from './line-row.tsx'
import styles from './step-lines.module.css'

const rowHeight = 44
const nearEnd = 20

/** The lines that a bar is the sum of, each with its file and line. */
export function StepLines({ payoutId, step }: { readonly payoutId: string; readonly step: StepType }) {
  const answer = useInfiniteQuery(payoutLinesQuery(payoutId, step))
  const lines = answer.data?.pages.flatMap((page) => page.lines)
  return (
    <Loaded answer={{ ...answer, data: lines }} rows={3}>
      {(found: readonly SettlementLineView[]) => (
        <LineBox
          lines={found} isOfFees={step === 'fees'}
          onEnd={() => {
            if (answer.hasNextPage && !answer.isFetchingNextPage) void answer.fetchNextPage()
          }}
        />
      )}
    </Loaded>
  )
}

interface LineBoxProps {
  readonly lines: readonly SettlementLineView[]
  readonly isOfFees: boolean
  readonly onEnd: () => void
}

function LineBox({ lines, isOfFees, onEnd }: LineBoxProps) {
  const { t } = useTranslation('settlements')
  const box = useRef<HTMLElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- nothing that it gives is memoised
  const virtual = useVirtualizer({ count: lines.length, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 8 })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= lines.length - nearEnd) onEnd()
  }, [last, lines.length, onEnd])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls can be scrolled with the keys
    <section ref={box} className={styles.box} tabIndex={0} aria-label={t('waterfall.rows')}>
      <ul style={{ blockSize: virtual.getTotalSize() }}>
        {items.map((item) => {
          const line = lines[item.index]!
          return <LineRow key={line.lineId} line={line} isOfFees={isOfFees} place={{ transform: `translateY(${item.start}px)` }} />
        })}
      </ul>
    </section>
  )
}
