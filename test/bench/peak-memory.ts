import { existsSync, readFileSync } from 'node:fs'

/** Most memory that this process has had, in MB. The usual figure is inherited from the process that started it, so where the system tells this one's own, that is taken. */
export function peakMemoryMb(): number {
  const status = '/proc/self/status'
  const own = existsSync(status) ? /^VmHWM:\s+(\d+) kB/mu.exec(readFileSync(status, 'utf8'))?.[1] : undefined
  return Math.round((own === undefined ? process.resourceUsage().maxRSS : Number(own)) / 1024)
}
