import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import type { RulePreview, SavedRule } from '../../shared/contract/rules.ts'
import { ask, backend } from '../backend-client.ts'
import { pathOf } from '../paths.ts'
import { draftOf, newDraft, ruleOf, type RuleDraft } from './rule-draft.ts'
import styles from './rule-editor.module.css'
import { type RuleFailure, RuleFailureNotice } from './rule-failure.tsx'
import { RuleFields } from './rule-fields.tsx'
import { RulePreviewView } from './rule-preview.tsx'
import { useRuleWords } from './rule-words.ts'

const orderStep = 10

interface RuleEditorProps {
  /** Null: a new one. */
  readonly saved: SavedRule | null
  readonly rules: readonly SavedRule[]
}

/** The rule on the left, what it would have done on the right. It is saved only as it was looked at. */
export function RuleEditor({ saved, rules }: RuleEditorProps) {
  const { t } = useTranslation('rules')
  const [, goTo] = useLocation()
  const wordsOf = useRuleWords()
  const [draft, setDraft] = useState<RuleDraft>(() => (saved === null ? newDraft(Math.max(0, ...rules.map(({ rule }) => rule.order)) + orderStep) : draftOf(saved.rule)))
  const [preview, setPreview] = useState<RulePreview | null>(null)
  const [isTrying, setTrying] = useState(false)
  const [failure, setFailure] = useState<RuleFailure | null>(null)
  const rule = ruleOf(draft)
  const ruleId = saved?.ruleId ?? null

  const change = (changed: Partial<RuleDraft>): void => {
    setDraft({ ...draft, ...changed })
    setPreview(null)
    setFailure(null)
  }
  const look = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (rule === null) return setFailure({ kind: 'incomplete' })
    setTrying(true)
    const answer = await ask(backend.rules.preview({ ruleId, rule }, { context: { isLong: true } }))
    setTrying(false)
    setPreview(answer.ok ? answer.value : null)
    setFailure(answer.ok ? null : answer.failure)
  }
  const save = async (): Promise<void> => {
    if (rule === null || preview === null) return
    const answer = await ask(backend.rules.save({ ruleId, rule, previewId: preview.previewId }))
    if (answer.ok) goTo(pathOf('rules', answer.value.ruleId), { replace: true })
    else setFailure(answer.failure)
  }
  return (
    <div className={styles.editor}>
      <form className={styles.form} onSubmit={(event) => void look(event)}>
        <div className={styles.fields}>
          <h2>{t(saved === null ? 'form.new' : 'form.edit')}</h2>
          <RuleFields draft={draft} onChange={change} />
          {rule !== null && <p className={styles.sentence}>{wordsOf(rule)}</p>}
        </div>
        {failure !== null && <div className={styles.failure}><RuleFailureNotice failure={failure} /></div>}
        <footer className={styles.foot}>
          <Button type="submit" variant={preview === null ? 'filled' : 'default'} loading={isTrying}>{t(preview === null ? 'form.preview' : 'form.previewAgain')}</Button>
          <Button variant={preview === null ? 'default' : 'filled'} disabled={preview === null} onClick={() => void save()} title={preview === null ? t('form.saveNeeds') : undefined}>{t('form.save')}</Button>
          <Button component={Link} variant="subtle" href={ruleId === null ? pathOf('rules') : pathOf('rules', ruleId)}>{t('form.back')}</Button>
        </footer>
      </form>
      <RulePreviewView preview={preview} />
    </div>
  )
}
