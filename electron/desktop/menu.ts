import type { MenuItemConstructorOptions } from 'electron'
import type { Words } from './words.ts'

export interface MenuParts {
  readonly platform: NodeJS.Platform
  readonly isPackaged: boolean
  readonly words: Words
  readonly drawsWithoutGraphicsCard: boolean
  readonly drawWithoutGraphicsCard: (isChosen: boolean) => void
  readonly openDataFolder: () => void
}

type Role = NonNullable<MenuItemConstructorOptions['role']>

/** Standard roles, without which copy and paste vanish on macOS; the console's own commands live in the page. */
export function menuTemplate(parts: MenuParts): MenuItemConstructorOptions[] {
  const { menu, roles } = parts.words
  const items = (...names: readonly (Role | 'separator')[]): MenuItemConstructorOptions[] =>
    names.map((name) => (name === 'separator' ? { type: 'separator' } : roles[name] === undefined ? { role: name } : { role: name, label: roles[name] }))
  const isMac = parts.platform === 'darwin'
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { label: menu.file, submenu: items(isMac ? 'close' : 'quit') },
    { label: menu.edit, submenu: items('undo', 'redo', 'separator', 'cut', 'copy', 'paste', 'selectAll') },
    {
      label: menu.view,
      submenu: items('reload', 'separator', 'resetZoom', 'zoomIn', 'zoomOut', 'separator', 'togglefullscreen', ...(parts.isPackaged ? [] : ['toggleDevTools' as const])),
    },
    { label: menu.window, role: 'window', submenu: items('minimize', ...(isMac ? [] : ['close' as const])) },
    {
      label: menu.help, role: 'help',
      submenu: [
        { label: menu.openDataFolder, click: () => parts.openDataFolder() },
        {
          label: menu.withoutGraphicsCard, type: 'checkbox', checked: parts.drawsWithoutGraphicsCard,
          click: ({ checked }) => parts.drawWithoutGraphicsCard(checked),
        },
      ],
    },
  ]
}
