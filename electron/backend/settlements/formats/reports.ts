import type { ReadWarning, RowError, RowErrorReason } from './reader.ts'

const LONGEST_VALUE = 80

/** A row that cannot be read; the value is cut at 80 characters. */
export const rowError = (reason: RowErrorReason, line: number, field: string, value: string): RowError => ({
  kind: 'row-error', reason, line, field, value: value.slice(0, LONGEST_VALUE),
})

const LONGEST_DETAIL = 200

export const warning = (code: string, line: number | null, detail: string): ReadWarning => ({
  kind: 'warning', code, line, detail: detail.slice(0, LONGEST_DETAIL),
})
