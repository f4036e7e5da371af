import { askPlain, backend } from '../backend-client.ts'
import { sessionChanged } from '../queries/session.ts'

const practise = async (on: boolean): Promise<void> => {
  await askPlain(backend.session.practise({ on }))
  await sessionChanged()
}

/** Practice: the same pages on a desk of their own, with nothing but a sandbox behind it. */
export const usePractice = () => ({ enter: () => void practise(true), leave: () => void practise(false) })
