import path from 'node:path'
import type { App, Session } from 'electron'
import type { KeptDesktopState } from './desktop-state.ts'
import { isOurs } from './origin.ts'

/** Only files that the page itself has made are saved, where the person says; the folder is remembered. */
export function handleDownloads(session: Pick<Session, 'on'>, app: Pick<App, 'getPath'>, state: KeptDesktopState): void {
  session.on('will-download', (event, item, contents) => {
    if (!isOursToSave(item.getURL()) || !isOurs(contents.getURL())) return event.preventDefault()
    const folder = state.get().saveFolder ?? app.getPath('documents')
    item.setSaveDialogOptions({ defaultPath: path.join(folder, path.basename(item.getFilename())) })
    item.once('done', (_event, how) => {
      if (how === 'completed') state.change({ saveFolder: path.dirname(item.getSavePath()) })
    })
  })
}

/** A blob's address carries the origin that made it. */
const isOursToSave = (url: string): boolean => isOurs(url.startsWith('blob:') ? url.slice('blob:'.length) : url)
