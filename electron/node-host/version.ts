declare const __VERSION__: string | undefined

/** Written in by the build; sources that run unbuilt, in tests, have none. */
export const version = typeof __VERSION__ === 'undefined' ? '0.0.0-source' : __VERSION__
