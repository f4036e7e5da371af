import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const icons = fileURLToPath(new URL('../../resources/icons', import.meta.url))

/** From the picture's header (PNG specification, 11.2.2 IHDR). */
function sizeOf(name: string): string {
  const file = readFileSync(path.join(icons, name))
  expect(file.subarray(1, 4).toString('latin1')).toBe('PNG')
  return `${file.readUInt32BE(16)}x${file.readUInt32BE(20)}`
}

test('icons of the Linux package are as large as their names say', () => {
  const names = readdirSync(path.join(icons, 'linux'))
  expect(names.length).toBeGreaterThan(5)
  expect(names.map((name) => `${sizeOf(`linux/${name}`)}.png`)).toEqual(names)
})

test('the icon of macOS holds every size up to 1024, each as the picture it is', () => {
  const file = readFileSync(path.join(icons, 'icon.icns'))
  expect([file.toString('latin1', 0, 4), file.readUInt32BE(4)]).toEqual(['icns', file.length])
  const types: string[] = []
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    types.push(file.toString('latin1', at, at + 4))
    expect(file.toString('latin1', at + 9, at + 12)).toBe('PNG')
  }
  expect(types.toSorted()).toEqual(['ic07', 'ic08', 'ic09', 'ic10', 'ic11', 'ic12', 'ic13', 'ic14', 'icp4', 'icp5', 'icp6'])
  expect(sizeOf('icon.png')).toBe('1024x1024')
})

test('the icon of Windows holds the sizes from 16 to 256', () => {
  const file = readFileSync(path.join(icons, 'icon.ico'))
  const entries = Array.from({ length: file.readUInt16LE(4) }, (_entry, index) => 6 + index * 16)
  expect(entries.map((at) => file.readUInt8(at) || 256)).toEqual([16, 24, 32, 48, 64, 128, 256])
  const pictures = entries.map((at) => file.subarray(file.readUInt32LE(at + 12), file.readUInt32LE(at + 12) + file.readUInt32LE(at + 8)))
  expect(pictures.at(-1)!.equals(readFileSync(path.join(icons, 'linux/256x256.png')))).toBe(true)
})

test('tray icons have a second one for fine screens, and macOS draws its own from black ones', () => {
  const names = ['desktop/tray.png', 'desktop/tray@2x.png', 'desktop/trayTemplate.png', 'desktop/trayTemplate@2x.png']
  expect(names.map(sizeOf)).toEqual(['24x24', '48x48', '16x16', '32x32'])
})
