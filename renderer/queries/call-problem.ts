import { askPlain, type CallFailure } from '../backend-client.ts'

/** A read that could not be answered, as queries hand it on. */
export class CallProblem extends Error {
  readonly failure: CallFailure
  constructor(failure: CallFailure) {
    super(failure.kind)
    this.failure = failure
  }
}

/** For query functions: the value, or a `CallProblem` thrown. */
export async function read<V>(call: Promise<V>): Promise<V> {
  const answer = await askPlain(call)
  if (!answer.ok) throw new CallProblem(answer.failure)
  return answer.value
}
