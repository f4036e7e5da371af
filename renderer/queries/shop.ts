import { queryOptions } from '@tanstack/react-query'
import { backend } from '../backend-client.ts'
import { read } from './call-problem.ts'

/** Not readable in practice; what was read before is kept on hand there. */
export const settingsQuery = queryOptions({ queryKey: ['shop', 'settings'] as const, queryFn: () => read(backend.shop.settings()) })

export const zonesQuery = queryOptions({ queryKey: ['shop', 'zones'] as const, queryFn: () => read(backend.shop.zones()) })
