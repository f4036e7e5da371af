import { Notification } from 'electron'

/** Shows notices of the operating system, where it has them. `onClick` when a person presses one. */
export function createNotices(onClick: () => void): (title: string, body: string) => void {
  // Kept until they are closed, or their clicks would be lost.
  const open = new Set<Notification>()
  return (title, body) => {
    if (!Notification.isSupported()) return
    const notice = new Notification({ title, body })
    open.add(notice)
    notice.on('click', onClick)
    notice.on('close', () => open.delete(notice))
    notice.show()
  }
}
