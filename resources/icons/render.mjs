// "npm run icons": draws the PNG files from the SVG files beside this one. What it draws is committed, because building
// the program must not need a browser, nor packaging it a tool for icons.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { appleIcon, windowsIcon } from './containers.mjs'

const folder = import.meta.dirname
const drawing = (name) => readFileSync(path.join(folder, name), 'utf8')
const [large, small, mono] = ['icon.svg', 'icon-small.svg', 'icon-mono.svg'].map(drawing)

const badge = (text) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="15" fill="#a15c00"/>
<text x="16" y="${text.length > 1 ? 22 : 23.5}" text-anchor="middle" font-family="Inter, Helvetica, Arial, sans-serif" font-weight="700" font-size="${text.length > 1 ? 17 : 21}" fill="#fff">${text}</text></svg>`

const files = [
  ['icon.png', large, 1024],
  ...[16, 24, 32].map((size) => [`linux/${size}x${size}.png`, small, size]),
  ...[48, 64, 128, 256, 512].map((size) => [`linux/${size}x${size}.png`, large, size]),
  ['desktop/window.png', large, 256],
  ['desktop/tray.png', small, 24],
  ['desktop/tray@2x.png', small, 48],
  ['desktop/trayTemplate.png', mono, 16],
  ['desktop/trayTemplate@2x.png', mono, 32],
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((count) => [`desktop/badge-${count}.png`, badge(String(count)), 32]),
  ['desktop/badge-more.png', badge('9+'), 32],
]

const executablePath = process.env.CHROMIUM ?? (existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : await (await import('@sparticuz/chromium')).default.executablePath())
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
try {
  const page = await browser.newPage()
  for (const [name, svg, size] of files) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    await page.setViewportSize({ width: size, height: size })
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`)
    await page.screenshot({ path: path.join(folder, name), omitBackground: true })
    process.stdout.write(`${name} ${size}\n`)
  }
} finally {
  await browser.close()
}

const picture = (size) => [size, readFileSync(path.join(folder, size === 1024 ? 'icon.png' : `linux/${size}x${size}.png`))]
writeFileSync(path.join(folder, 'icon.icns'), appleIcon([16, 32, 64, 128, 256, 512, 1024].map(picture)))
writeFileSync(path.join(folder, 'icon.ico'), windowsIcon([16, 24, 32, 48, 64, 128, 256].map(picture)))
