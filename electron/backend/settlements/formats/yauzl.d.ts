/** The part of yauzl 3 that reading archives needs; the package brings no types. */
declare module 'yauzl' {
  import type { Readable } from 'node:stream'

  interface Options {
    decodeStrings: false
    autoClose?: boolean
  }

  interface Entry {
    readonly fileNameRaw: Buffer
    readonly generalPurposeBitFlag: number
    readonly versionMadeBy: number
    readonly externalFileAttributes: number
    readonly compressedSize: number
    readonly uncompressedSize: number
    isEncrypted(): boolean
    canDecodeFileData(): boolean
  }

  interface ZipFile {
    readonly entryCount: number
    eachEntry(): AsyncIterable<Entry>
    openReadStreamPromise(entry: Entry): Promise<Readable>
    close(): void
  }

  function openPromise(path: string, options: Options): Promise<ZipFile>
  function fromBufferPromise(buffer: Buffer, options: Options): Promise<ZipFile>
}
