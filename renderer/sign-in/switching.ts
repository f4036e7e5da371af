import { create } from 'zustand'

/** Whether the sign-in stands in front because somebody else wants to take over. The one before stays signed in until then. */
export const useSwitching = create<{ isOpen: boolean }>(() => ({ isOpen: false }))

export const openSwitching = (): void => useSwitching.setState({ isOpen: true })
export const closeSwitching = (): void => useSwitching.setState({ isOpen: false })
