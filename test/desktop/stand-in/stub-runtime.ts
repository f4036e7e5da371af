import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** With which @electron/fuses finds the switches in a binary; after it come version, length, and a sign for each. */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
/** As Electron is delivered: runAsNode, NODE_OPTIONS, --inspect, file privileges and WebAssembly traps are on. */
const fusesAsDelivered = '101100011'
const binary = Buffer.concat([Buffer.from(`#!/bin/sh\nexit 1\n${fuseSentinel}`), Buffer.from([1, fusesAsDelivered.length]), Buffer.from(`${fusesAsDelivered}\n`)])

const write = (folder: string, name: string, content: string | Buffer = name): void => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
  writeFileSync(path.join(folder, name), content, { mode: 0o755 })
}

/** A folder that looks like an unpacked Electron for Linux to whoever packages, and cannot be run. */
export function writeLinuxRuntime(folder: string, version: string): void {
  mkdirSync(path.join(folder, 'resources'), { recursive: true })
  write(folder, 'electron', binary)
  write(folder, 'version', version)
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'locales/en-US.pak', 'locales/zh-CN.pak', 'locales/de.pak']) write(folder, name)
}

/** The same for macOS. */
export function writeMacRuntime(folder: string, version: string): void {
  const contents = 'Electron.app/Contents'
  const framework = `${contents}/Frameworks/Electron Framework.framework`
  write(folder, `${contents}/Info.plist`, plist('Electron', version))
  write(folder, `${contents}/MacOS/Electron`)
  for (const helper of ['Electron Helper', 'Electron Helper (Renderer)', 'Electron Helper (GPU)', 'Electron Helper (Plugin)']) {
    write(folder, `${contents}/Frameworks/${helper}.app/Contents/Info.plist`, plist(helper, version))
    write(folder, `${contents}/Frameworks/${helper}.app/Contents/MacOS/${helper}`)
  }
  write(folder, `${framework}/Electron Framework`, binary)
  for (const language of ['en', 'zh_CN', 'de']) {
    write(folder, `${contents}/Resources/${language}.lproj/locale.pak`)
    write(folder, `${framework}/Versions/A/Resources/${language}.lproj/locale.pak`)
  }
  for (const name of ['LICENSE', 'LICENSES.chromium.html', `${contents}/Resources/electron.icns`]) write(folder, name)
}

const plist = (name: string, version: string): string => {
  const values = { CFBundleExecutable: name, CFBundleName: name, CFBundleIdentifier: 'com.github.Electron', CFBundlePackageType: 'APPL', CFBundleVersion: version }
  const lines = Object.entries(values).map(([key, value]) => `<key>${key}</key><string>${value}</string>`)
  return `<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict>${lines.join('')}</dict></plist>`
}
