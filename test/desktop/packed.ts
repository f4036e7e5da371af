import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** "npm run package" with a stub in place of the runtime: everything but the runtime itself is the real thing. Returns the folder it works in. */
export async function packageWith(writeRuntime: (folder: string, version: string) => void, words: readonly string[]): Promise<string> {
  const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> }
  const work = mkdtempSync(path.join(tmpdir(), 'counterfoil-package-'))
  const runtime = path.join(work, 'runtime')
  writeRuntime(runtime, devDependencies['electron']!)
  const all = [...words, '--x64', `-c.electronDist=${runtime}`, `-c.directories.output=${path.join(work, 'release')}`]
  await promisify(execFile)(process.execPath, [path.join(root, 'electron/start/package.mjs'), ...all], { cwd: root, maxBuffer: 64 * 1024 * 1024 })
  return work
}

/** The switches in a binary, by name: whether each is on. */
export async function fusesOf(file: string): Promise<Record<string, boolean>> {
  const { version: _version, ...wire } = await getCurrentFuseWire(file)
  return Object.fromEntries(Object.entries(wire).map(([fuse, state]) => [FuseV1Options[Number(fuse)]!, state === FuseState.ENABLE]))
}

export const fusesAsWished = {
  RunAsNode: false, EnableCookieEncryption: true, EnableNodeOptionsEnvironmentVariable: false, EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true, OnlyLoadAppFromAsar: true, LoadBrowserProcessSpecificV8Snapshot: false, GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
}
