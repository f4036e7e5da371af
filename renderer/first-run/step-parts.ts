import type { FirstRunForm, FormProblem } from './first-run-form.ts'

/** What each step is given. */
export interface StepParts {
  readonly form: FirstRunForm
  readonly problem: FormProblem | null
  readonly onChange: (changed: Partial<FirstRunForm>) => void
}

/** For the first field of a step. */
export const focusOnce = (field: HTMLInputElement | null): void => field?.focus()
