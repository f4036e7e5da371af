import type { z } from 'zod'
import type { Account, AddFailure } from '../../shared/contract/accounts.ts'
import type { Result } from '../../shared/result.ts'
import { ask, backend, type CallFailure } from '../backend-client.ts'

export type SandboxFailure = z.infer<typeof AddFailure> | CallFailure

/** An account at the platform that ships with the program. It issues its own credentials. */
export const addSandbox = (): Promise<Result<Account, SandboxFailure>> =>
  ask(backend.accounts.add({ platform: 'sandbox', label: 'Sandbox', environment: 'test', baseUrl: null, settings: {}, secrets: {} }))
