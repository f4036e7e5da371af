import { backend, connectToBackend } from '../../renderer/backend-client.ts'
import { useConnection } from '../../renderer/stores/connection.ts'

export type ContractClient = typeof backend

/** The page's own client over the page's own carrier. Imported anew for every page, because a page has one for its whole life. */
export async function connect() {
  connectToBackend()
  if (useConnection.getState().status !== 'connected') {
    await new Promise<void>((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error('no connection to the backend within 20 s')), 20_000)
      useConnection.subscribe(({ status }) => {
        if (status !== 'connected') return
        clearTimeout(limit)
        resolve()
      })
    })
  }
  return { client: backend, status: () => useConnection.getState().status }
}
