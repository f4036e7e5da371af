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

test('the icon that Windows and macOS icons are made from is large enough', () => {
  expect(sizeOf('icon.png')).toBe('1024x1024')
})

test('tray icons have a second one for fine screens, and macOS draws its own from black ones', () => {
  const names = ['desktop/tray.png', 'desktop/tray@2x.png', 'desktop/trayTemplate.png', 'desktop/trayTemplate@2x.png']
  expect(names.map(sizeOf)).toEqual(['24x24', '48x48', '16x16', '32x32'])
})
