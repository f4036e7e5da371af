import { useId } from 'react'
import { Bar, BarChart, CartesianGrid, ReferenceLine, XAxis, YAxis, type BarShapeProps } from 'recharts'
import type { CurrencyCode } from '../../../shared/currency.ts'
import { useFigureFormat } from '../figure-format.ts'
import { axisTicks } from './axis-ticks.ts'
import { labelledEvery, type Column } from './column.ts'

interface ColumnChartProps {
  readonly columns: readonly Column[]
  readonly currency: CurrencyCode
  readonly height: number
  readonly activeIndex: number | null
  readonly mostLabels: number
}

/** Room for the axis on the left; the frame needs it to know which column the pointer is over. */
export const axisWidth = 52
const axisHeight = 24
const mostLines = 5
const labelStyle = { fill: 'var(--muted)', fontSize: 12 }

/**
 * Draws columns and nothing more: what can be pointed at, pressed and read is the frame's. The wide pale column behind is what was
 * before; the solid one is now; below the line, hatched, what was paid back.
 */
export function ColumnChart({ columns, currency, height, activeIndex, mostLabels }: ColumnChartProps) {
  const format = useFigureFormat()
  const hatch = useId()
  const every = labelledEvery(columns.length, mostLabels)
  const ticks = columns.filter((_, index) => index % every === 0).map(({ key }) => key)
  const labels = new Map(columns.map(({ key, label }) => [key, label]))
  const data = columns.map(({ key, upMinor, downMinor, beforeMinor, isUnfinished }) => ({ key, up: upMinor, down: -downMinor, before: beforeMinor ?? 0, isUnfinished }))
  const lowest = -Math.max(0, ...columns.map(({ downMinor }) => downMinor))
  const scale = axisTicks(lowest, Math.max(0, ...columns.map(({ upMinor, beforeMinor }) => Math.max(upMinor, beforeMinor ?? 0))), currency, mostLines)
  const hasDown = columns.some(({ downMinor }) => downMinor !== 0)
  const solid = (shape: BarShapeProps) => <Solid shape={shape} isFaint={activeIndex !== null && activeIndex !== shape.index} />
  const behind = (shape: BarShapeProps) => <Rectangle {...placeOf(shape)} share={0.84} fill="var(--behind)" />
  const below = (shape: BarShapeProps) => <Rectangle {...placeOf(shape)} share={0.6} fill={`url(#${hatch})`} stroke="var(--attention)" />
  return (
    <BarChart data={data} responsive style={{ width: '100%', height }} margin={{ top: 8, right: 0, bottom: 0, left: 0 }} barCategoryGap={0} accessibilityLayer={false} stackOffset="sign">
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" fill="var(--attention-tint)" />
          <rect width="1.5" height="5" fill="var(--attention)" />
        </pattern>
      </defs>
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis dataKey="key" ticks={ticks} interval={0} tickFormatter={(key: string) => labels.get(key) ?? ''} tick={labelStyle} tickLine={false} axisLine={false} height={axisHeight} tickMargin={8} />
      <XAxis xAxisId="behind" dataKey="key" hide />
      <YAxis width={axisWidth} ticks={scale.filter((tick) => tick >= lowest)} domain={[lowest, scale.at(-1)!]} interval={0} tick={labelStyle} tickLine={false} axisLine={false} tickMargin={6} tickFormatter={(minor: number) => format.compact(minor, currency)} />
      <Bar xAxisId="behind" dataKey="before" shape={behind} isAnimationActive={false} />
      <Bar dataKey="up" stackId="now" shape={solid} isAnimationActive={false} />
      {hasDown && <Bar dataKey="down" stackId="now" shape={below} isAnimationActive={false} />}
      <ReferenceLine y={0} stroke="var(--line-strong)" />
    </BarChart>
  )
}

interface RectangleProps {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Of the room that the column has. */
  readonly share: number
  readonly fill: string
  readonly stroke?: string
  readonly dash?: string
  readonly opacity?: number
}

const placeOf = ({ x, y, width, height }: BarShapeProps) => ({ x, y, width, height })

/** Recharts gives columns below the line a negative height. */
function Rectangle({ x, y, width, height, share, fill, stroke, dash, opacity = 1 }: RectangleProps) {
  if (height === 0) return null
  const wide = Math.max(1, Math.min(width * share, 56 * share))
  const inset = stroke === undefined ? 0 : 0.5
  return (
    <rect
      x={x + (width - wide) / 2 + inset} y={Math.min(y, y + height) + inset} width={Math.max(1, wide - 2 * inset)} height={Math.max(1, Math.abs(height) - 2 * inset)}
      fill={fill} stroke={stroke} strokeDasharray={dash} opacity={opacity} rx={width > 8 ? 1.5 : 0}
    />
  )
}

/** What is now; an hour that is not over yet has an open outline. */
function Solid({ shape, isFaint }: { readonly shape: BarShapeProps; readonly isFaint: boolean }) {
  const { isUnfinished } = shape.payload as { isUnfinished: boolean }
  const place = { ...placeOf(shape), share: 0.6, opacity: isFaint ? 0.55 : 1 }
  return isUnfinished ? <Rectangle {...place} fill="var(--accent-tint)" stroke="var(--accent)" dash="3 2" /> : <Rectangle {...place} fill="var(--accent)" />
}
