import type { Rectangle } from 'electron'

export interface KeptWindow {
  readonly bounds: Rectangle
  readonly isMaximized: boolean
  readonly isFullScreen: boolean
}

/** Where a window goes. Without x and y the system puts it in the middle of the main display. */
export type Placement = Pick<Rectangle, 'width' | 'height'> & Partial<Pick<Rectangle, 'x' | 'y'>>

export const usualSize = { width: 1280, height: 800 } as const
export const leastSize = { width: 960, height: 600 } as const

/** This much of a window's top edge must be on a display for a person to take hold of it. */
const grip = { width: 160, height: 24 } as const

/**
 * The kept place, where a display still shows it; its size alone, where the display is gone. `workAreas` are the displays
 * that are there now, the main one first.
 */
export function placeWindow(kept: KeptWindow | undefined, workAreas: readonly Rectangle[]): Placement {
  const [main] = workAreas
  const bounds = isRectangle(kept?.bounds) ? kept.bounds : null
  const home = bounds === null ? undefined : workAreas.find((area) => canBeGripped(bounds, area))
  const most = home ?? main ?? usualSize
  const fit = ({ width, height }: Pick<Rectangle, 'width' | 'height'>): Placement => ({
    width: Math.min(Math.max(width, leastSize.width), Math.max(most.width, leastSize.width)),
    height: Math.min(Math.max(height, leastSize.height), Math.max(most.height, leastSize.height)),
  })
  if (bounds === null) return fit(usualSize)
  return home === undefined ? fit(bounds) : { x: bounds.x, y: bounds.y, ...fit(bounds) }
}

/** A second display if there is one: the customer's. Null: there is only the one at the till. */
export function customerPlacement(workAreas: readonly Rectangle[], own: Rectangle): Rectangle | null {
  return workAreas.find((area) => overlap(own, area).width * overlap(own, area).height === 0) ?? null
}

function canBeGripped(bounds: Rectangle, area: Rectangle): boolean {
  const shown = overlap({ ...bounds, height: grip.height }, area)
  return shown.width >= grip.width && shown.height >= grip.height
}

function overlap(a: Rectangle, b: Rectangle): { width: number; height: number } {
  return {
    width: Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)),
    height: Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)),
  }
}

function isRectangle(found: unknown): found is Rectangle {
  if (typeof found !== 'object' || found === null) return false
  const { x, y, width, height } = found as Partial<Record<keyof Rectangle, unknown>>
  return [x, y, width, height].every((value) => Number.isSafeInteger(value))
}
