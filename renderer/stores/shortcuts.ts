import { useEffect, useRef } from 'react'
import { create } from 'zustand'
import { usePreferences } from './preferences.ts'

export interface Shortcut {
  /** "mod+k", "?", "escape", "arrowdown", or two letters one after the other: "g o". `mod` is Ctrl, on a Mac the command key. */
  readonly keys: string
  /** For the sheet of keys. */
  readonly label: string
  /** Also while the cursor is in a field. */
  readonly isHeardInFields?: boolean
  readonly run: () => void
}

interface Registered {
  readonly turn: number
  readonly shortcuts: () => readonly Shortcut[]
}

/** What can be pressed now, the page on top last. */
const useRegistered = create<{ all: readonly Registered[] }>(() => ({ all: [] }))
let turns = 0

/** Makes keys do something as long as the component is there. Where two want the same key, the later one gets it. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  useEffect(() => {
    const registered: Registered = { turn: (turns += 1), shortcuts: () => latest.current }
    useRegistered.setState(({ all }) => ({ all: [...all, registered] }))
    return () => useRegistered.setState(({ all }) => ({ all: all.filter((one) => one !== registered) }))
  }, [])
}

/** All of them, for the sheet. */
export const shortcutsNow = (): Shortcut[] => useRegistered.getState().all.flatMap(({ shortcuts }) => shortcuts())

const sequenceMs = 1_200

/** The window's one listener for keys. */
export function listenForShortcuts(): () => void {
  let first: { key: string; at: number } | null = null
  // Asked on the way down: by the time that a key comes back up, it may have closed the dialog that it was meant for.
  let isForDialog = false
  const onWayDown = (): void => {
    isForDialog = isDialogOpen()
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || isForDialog) return
    const name = nameOf(event)
    const isField = isTextField(event.target)
    const isLetter = name.length === 1
    if (isLetter && (isField || !usePreferences.getState().hasLetterKeys)) return
    const pair = first !== null && event.timeStamp - first.at < sequenceMs ? `${first.key} ${name}` : null
    const candidates = shortcutsNow().filter((one) => !isField || one.isHeardInFields === true)
    const found = candidates.findLast(({ keys }) => keys === pair) ?? candidates.findLast(({ keys }) => keys === name)
    first = found === undefined && isLetter ? { key: name, at: event.timeStamp } : null
    if (found === undefined) return
    event.preventDefault()
    found.run()
  }
  window.addEventListener('keydown', onWayDown, true)
  window.addEventListener('keydown', onKey)
  return () => {
    window.removeEventListener('keydown', onWayDown, true)
    window.removeEventListener('keydown', onKey)
  }
}

function nameOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string {
  const plain = key.toLowerCase()
  const isNamed = plain.length > 1
  return `${ctrlKey || metaKey ? 'mod+' : ''}${altKey ? 'alt+' : ''}${shiftKey && (isNamed || ctrlKey || metaKey) ? 'shift+' : ''}${plain}`
}

/** Where typing is meant for the field. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLTextAreaElement || target.isContentEditable) return true
  return target instanceof HTMLInputElement && !['button', 'checkbox', 'radio', 'submit', 'range'].includes(target.type)
}

export const isDialogOpen = (): boolean => document.querySelector('[role="dialog"][aria-modal="true"], [role="menu"]') !== null
