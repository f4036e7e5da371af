import { stat } from 'node:fs/promises'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { Uploads } from './uploads.ts'

/** Where a file is that a person names: on this machine, or brought by the page. */
export type FileSource = { readonly from: 'path'; readonly path: string } | { readonly from: 'upload'; readonly uploadId: string }

export type FileToRead = { readonly path: string } | { readonly bytes: Uint8Array }

export type NotReadable =
  | { readonly kind: 'file-not-readable'; readonly path: string; readonly why: string }
  | { readonly kind: 'upload-not-found' }

/** The file that a source names; an upload stays where it is. */
export async function fileToRead(source: FileSource, uploads: Uploads): Promise<Result<FileToRead, NotReadable>> {
  if (source.from === 'upload') {
    const bytes = uploads.peek(source.uploadId)
    return bytes === null ? fail({ kind: 'upload-not-found' }) : ok({ bytes })
  }
  try {
    const found = await stat(source.path)
    return found.isFile() ? ok({ path: source.path }) : fail({ kind: 'file-not-readable', path: source.path, why: 'not-a-file' })
  } catch (error) {
    return fail({ kind: 'file-not-readable', path: source.path, why: (error as NodeJS.ErrnoException).code ?? String(error) })
  }
}
