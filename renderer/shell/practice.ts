import { navigate } from 'wouter/use-browser-location'
import { askPlain, backend } from '../backend-client.ts'
import { pathOf } from '../paths.ts'
import { sessionChanged } from '../queries/session.ts'

const practise = async (on: boolean): Promise<void> => {
  await askPlain(backend.session.practise({ on }))
  if (on) navigate(pathOf('counter')) // most other pages are not there in practice
  await sessionChanged()
}

/** Practice: the same pages on a desk of their own, with nothing but a sandbox behind it. */
export const usePractice = () => ({ enter: () => void practise(true), leave: () => void practise(false) })
