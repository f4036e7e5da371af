import type { StartFailureKind } from './backend-messages.ts'

const kindsByCode: readonly (readonly [RegExp, StartFailureKind])[] = [
  [/^SQLITE_(?:CORRUPT|NOTADB)/u, 'damaged'],
  [/^(?:SQLITE_FULL|ENOSPC|EDQUOT)/u, 'disk-full'],
  [/^(?:SQLITE_(?:READONLY|CANTOPEN|IOERR|PERM)|EACCES|EPERM|EROFS)/u, 'unwritable'],
]

/**
 * What an exception while starting says about disk and files. Null: something that may pass, or a bug; then the process
 * ends and is started again a few times.
 */
export function lastingFailureOf(error: unknown): StartFailureKind | null {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  return kindsByCode.find(([pattern]) => pattern.test(code))?.[1] ?? null
}
