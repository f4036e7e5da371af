import { startSandbox } from '../../../../electron/backend/platforms/sandbox/channel/start-sandbox.ts'

/** A sandbox in a process of its own, for tests that kill it. Says where it listens, and as whom to speak. */
const sandbox = await startSandbox({ file: process.argv[2] ?? ':memory:', clock: { now: () => Date.now() }, log: { error: (event, facts) => console.error(event, facts) } })
const credentials = sandbox.credentialsFor({ label: 'Corner Café', currencies: ['EUR'], zone: 'Europe/Berlin', cutoffHour: 4 })
process.send?.({ baseUrl: sandbox.baseUrl, ...credentials })
