import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../shared/result.ts'
import { Notice } from '../components/notice.tsx'
import { FailureNotice } from '../components/page-states.tsx'
import { useTitle } from '../components/page.tsx'
import { Perforation } from '../components/perforation.tsx'
import { Mark } from '../shell/mark.tsx'
import { LanguageSwitch } from '../sign-in/language-switch.tsx'
import { emptyForm, type FirstRunForm, type FormProblem, problemOf, type Step, steps } from './first-run-form.ts'
import styles from './first-run-page.module.css'
import { MoneyStep } from './money-step.tsx'
import { openShop, type OpenShopFailure } from './open-shop.ts'
import { OwnerStep } from './owner-step.tsx'
import { ShopStep } from './shop-step.tsx'
import { StartStep } from './start-step.tsx'
import type { StepParts } from './step-parts.ts'
import { useStepSummary } from './step-summary.ts'

/** Four steps on one sheet. What is done folds to a line and can be opened again. */
export function FirstRunPage() {
  const { t } = useTranslation('firstRun')
  const [form, setForm] = useState(emptyForm)
  const [step, setStep] = useState<Step>('shop')
  const [problem, setProblem] = useState<FormProblem | null>(null)
  const [failure, setFailure] = useState<OpenShopFailure | null>(null)
  const [isOpening, setOpening] = useState(false)
  const summary = useStepSummary(form)
  useTitle(t('title'))
  const at = steps.indexOf(step)

  const change = (changed: Partial<FirstRunForm>): void => {
    setForm((before) => ({ ...before, ...changed }))
    setProblem(null)
  }
  const goOn = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const found = problemOf(step, form)
    setProblem(found)
    if (found !== null) return
    const next = steps[at + 1]
    if (next !== undefined) return setStep(next)
    setOpening(true)
    const opened = await openShop(form, t('firstOrder'))
    if (opened.ok) return
    setFailure(opened.failure)
    setOpening(false)
  }
  const parts = { form, problem, onChange: change }

  return (
    <main className={styles.page}>
      <div className={styles.corner}><LanguageSwitch /></div>
      <div className={styles.sheet}>
        <header className={styles.head}>
          <p className={styles.brand}><Mark size={20} /> Counterfoil</p>
          <h1>{t('title')}</h1>
          <p>{t('lead')}</p>
        </header>
        <Perforation />
        <ol className={styles.steps}>
          {steps.map((one, index) => (
            <li key={one} className={styles.step} data-state={index < at ? 'done' : index === at ? 'now' : 'later'} aria-current={index === at ? 'step' : undefined}>
              <span className={styles.number} aria-hidden>{index < at ? <IconCheck size={16} stroke={2.4} /> : index + 1}</span>
              <h2>{t(`${one}.title`)}</h2>
              {index < at && <span className={styles.summary}>{summary[one]}</span>}
              {index < at && <button type="button" className={styles.change} onClick={() => setStep(one)} disabled={isOpening}>{t('change')}</button>}
              {index === at && (
                <form className={styles.fields} onSubmit={(event) => void goOn(event)}>
                  <StepFields step={one} {...parts} />
                  {failure !== null && <OpenFailureNotice failure={failure} />}
                  <Button type="submit" variant="filled" size="md" loading={isOpening}>{t(`${one}.goOn`)}</Button>
                </form>
              )}
            </li>
          ))}
        </ol>
      </div>
    </main>
  )
}

function StepFields({ step, ...parts }: StepParts & { readonly step: Step }) {
  switch (step) {
    case 'shop':
      return <ShopStep {...parts} />
    case 'money':
      return <MoneyStep {...parts} />
    case 'owner':
      return <OwnerStep {...parts} />
    case 'start':
      return <StartStep {...parts} />
    default:
      return assertNever(step)
  }
}

function OpenFailureNotice({ failure }: { readonly failure: OpenShopFailure }) {
  const { t } = useTranslation('firstRun')
  if (failure.kind === 'already-set-up' || failure.kind === 'unknown-zone') return <Notice tone="attention" isUrgent>{t(`failure.${failure.kind}`)}</Notice>
  return <FailureNotice failure={failure} />
}
