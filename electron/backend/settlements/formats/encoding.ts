/** What a first reading of a file found out about its bytes. */
export interface ByteFacts {
  /** The first 4 KiB. */
  readonly head: Uint8Array
  /** The whole file is strict UTF-8. */
  readonly isUtf8: boolean
  /** It has bytes that windows-1252 leaves unassigned. */
  readonly hasUnassigned: boolean
}

/** The bytes to which windows-1252 gives no character. In the code pages of DOS they are ü, ì, Å, É and Ø. */
const UNASSIGNED = [0x81, 0x8d, 0x8f, 0x90, 0x9d]

export const hasUnassignedByte = (piece: Uint8Array): boolean => UNASSIGNED.some((byte) => piece.includes(byte))

const marks: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

const markedEncoding = (head: Uint8Array): string | null =>
  marks.find(([, mark]) => mark.every((byte, index) => head[index] === byte))?.[0] ?? null

/** Text of Western or Chinese files in UTF-16 has zeros in every second byte wherever a digit, blank or letter of ASCII stands. */
function zeroPatternEncoding(head: Uint8Array): string | null {
  const zeros = [0, 0]
  for (let index = 0; index < head.length; index += 1) if (head[index] === 0) zeros[index % 2]! += 1
  const [even, odd] = zeros as [number, number]
  const most = head.length / 2
  if (odd > most * 0.3 && even < odd / 10) return 'utf-16le'
  if (even > most * 0.3 && odd < even / 10) return 'utf-16be'
  return null
}

const asLatin = (head: Uint8Array): string => new TextDecoder('windows-1252').decode(head)

/** What XML declares in its first line or an OFX header in `CHARSET`, as a name that TextDecoder knows; else null. */
function declaredEncoding(head: Uint8Array): string | null {
  const text = asLatin(head)
  const xml = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(text)?.[1]
  const charset = /(?:^|\s)CHARSET:\s*([\w.-]{1,40})/.exec(text)?.[1]
  if (xml !== undefined) return knownLabel(xml)
  if (charset === undefined || !/OFXHEADER/.test(text)) return null
  return knownLabel(/^125\d$/.test(charset) ? `windows-${charset}` : /^8859-\d+$/.test(charset) ? `iso-${charset}` : charset)
}

function knownLabel(label: string): string | null {
  try {
    return new TextDecoder(label).encoding
  } catch {
    return null
  }
}

/**
 * The encoding of a file, in the order: byte order mark, zero bytes of UTF-16, strict UTF-8, the file's own declaration, the
 * format's habit (for Western banks windows-1252, or cp850 where that cannot be). UTF-8 goes before a declared single-byte encoding because every file agrees with those, and a text that
 * is UTF-8 throughout by accident does not occur; headers that say 1252 over UTF-8 bytes do.
 */
export function encodingOf({ head, isUtf8, hasUnassigned }: ByteFacts, habit: string): string {
  const fromBytes = markedEncoding(head) ?? zeroPatternEncoding(head)
  if (fromBytes !== null) return fromBytes
  if (isUtf8) return 'utf-8'
  const declared = declaredEncoding(head)
  if (declared !== null && !declared.startsWith('utf-') && declared !== 'windows-1252') return declared
  // A file that cannot be windows-1252 comes from a bank's older programs, which write the code page of DOS.
  return habit === 'windows-1252' && hasUnassigned ? 'cp850' : habit
}
