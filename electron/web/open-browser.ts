import { spawn } from 'node:child_process'

/** Opens the address in the default browser, if there is one; silently not otherwise, because it is printed as well. */
export function openBrowser(url: string): void {
  const [command, ...words] =
    process.platform === 'darwin' ? ['open', url]
    : process.platform === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler', url]
    : ['xdg-open', url]
  if (process.platform === 'linux' && process.env['DISPLAY'] === undefined && process.env['WAYLAND_DISPLAY'] === undefined) return
  const child = spawn(command, words, { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
