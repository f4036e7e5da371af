import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** With which @electron/fuses finds the switches in a binary; after it come version, length, and a sign for each. */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
/** As Electron is delivered: runAsNode, NODE_OPTIONS, --inspect, file privileges and WebAssembly traps are on. */
const fusesAsDelivered = '101100011'

/** A folder that looks like an unpacked Electron for Linux to whoever packages, and cannot be run. */
export function writeStubRuntime(folder: string, version: string): void {
  for (const inner of ['resources', 'locales']) mkdirSync(path.join(folder, inner), { recursive: true })
  const wire = Buffer.from([1, fusesAsDelivered.length])
  writeFileSync(path.join(folder, 'electron'), Buffer.concat([Buffer.from(`#!/bin/sh\nexit 1\n${fuseSentinel}`), wire, Buffer.from(`${fusesAsDelivered}\n`)]), { mode: 0o755 })
  writeFileSync(path.join(folder, 'version'), version)
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'locales/en-US.pak', 'locales/zh-CN.pak', 'locales/de.pak']) writeFileSync(path.join(folder, name), name)
}
