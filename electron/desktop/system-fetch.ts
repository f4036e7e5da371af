/**
 * Electron's own fetch, which honours the system's proxy and its certificates; Node's does not. It is a browser's fetch, so
 * it is told to keep no answers and no cookies. Only to be called in the backend's process.
 */
export async function systemFetch(): Promise<typeof globalThis.fetch> {
  const { net } = await import('electron')
  return (input, init) => net.fetch(input instanceof URL ? input.href : input, { cache: 'no-store', credentials: 'omit', ...init })
}
