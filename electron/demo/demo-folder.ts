import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import path from 'node:path'

/** Files that a folder may hold and still be empty in our eyes. */
const harmless: ReadonlySet<string> = new Set(['.DS_Store', 'lock.db', 'lock.db-journal', 'in-use.txt', 'logs'])

/** True for a folder that is not there or holds nothing of a shop. */
export const isFresh = (folder: string): boolean => !existsSync(folder) || readdirSync(folder).every((name) => harmless.has(name))

const neededBytes = 500_000_000
const memoryFolder = '/dev/shm'

/**
 * Runs the work on a folder of its own and moves what came of it to where it belongs, so that a demonstration that is cut
 * short leaves nothing behind. The folder lies in memory where there is some: every payment is written through to the disk
 * several times, which only makes a demonstration slower.
 */
export async function filling<T>(folder: string, work: (workFolder: string) => Promise<T>): Promise<T> {
  const workFolder = mkdtempSync(path.join(hasMemory() ? memoryFolder : beside(folder), 'counterfoil-demo-'))
  try {
    const done = await work(workFolder)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    cpSync(workFolder, folder, { recursive: true })
    return done
  } finally {
    rmSync(workFolder, { recursive: true, force: true })
  }
}

function hasMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memoryFolder)
    return bavail * bsize > neededBytes
  } catch {
    return false
  }
}

function beside(folder: string): string {
  const parent = path.dirname(folder)
  mkdirSync(parent, { recursive: true, mode: 0o700 })
  return parent
}
