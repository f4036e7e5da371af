import { answerRefusal, type Answer } from './answer.ts'
import { authenticate, type SignedRequest } from './authentication.ts'
import type { Route } from './call.ts'
import { controlRoutes } from './control-routes.ts'
import { paymentRoutes } from './payment-routes.ts'
import { reportRoutes } from './report-routes.ts'
import type { Channel } from '../channel.ts'
import type { SandboxControls } from '../controls.ts'
import type { Fault } from '../faults.ts'
import { refuse } from '../acts/refusal.ts'

export interface ApiAnswer {
  readonly answer: Answer
  /** With what the answer is signed; null when nobody knows who asks. */
  readonly secret: string | null
}

/** Everything under /v1: proves who asks, finds the route, and runs it in one transaction. */
export function createApi(channel: Channel, controls: SandboxControls): (request: SignedRequest, faults: readonly Fault[], baseUrl: string) => ApiAnswer {
  const routes: readonly Route[] = [...paymentRoutes(channel), ...reportRoutes(channel), ...controlRoutes(channel, controls)]

  return (request, faults, baseUrl) => {
    const proved = authenticate(channel.books.merchants, request, channel.clock.now())
    if (!proved.ok) {
      const { merchant, ...refusal } = proved.failure
      return { answer: answerRefusal(refusal), secret: merchant?.secret ?? null }
    }
    const merchant = proved.value
    const { pathname: path, searchParams: query } = new URL(request.path, baseUrl)
    const route = routes.find(({ method, pattern }) => method === request.method && pattern.test(path))
    if (route === undefined) return { answer: answerRefusal(refuse('not_found', 'There is nothing here.', path).failure), secret: merchant.secret }
    const answer = channel.perform((at) =>
      route.answer({
        merchant: channel.books.merchants.get(merchant.merchantId), method: request.method, path: request.path, query,
        params: route.pattern.exec(path)?.slice(1) ?? [], body: request.body, idempotencyKey: request.headers['idempotency-key'] ?? '', faults, baseUrl,
      }, at))
    return { answer, secret: merchant.secret }
  }
}
