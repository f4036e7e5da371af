import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Route, Switch, useLocation } from 'wouter'
import type { SavedRule } from '../../shared/contract/rules.ts'
import { neighbour } from '../components/neighbour.ts'
import { Empty, Loaded } from '../components/page-states.tsx'
import { Page } from '../components/page.tsx'
import { RowList } from '../components/row-list.tsx'
import { pathOf } from '../paths.ts'
import { rulesQuery } from '../queries/rules.ts'
import { useSession } from '../queries/session.ts'
import { useShortcuts } from '../stores/shortcuts.ts'
import { RuleEditor } from './rule-editor.tsx'
import { RulePanel } from './rule-panel.tsx'
import { useRuleWords } from './rule-words.ts'
import styles from './rules-page.module.css'

/** The owner's rules, and the editor that shows what one would have done before it is saved. */
export function RulesPage() {
  const { t } = useTranslation(['rules', 'shell'])
  const [path, goTo] = useLocation()
  const { person } = useSession()
  const answer = useQuery(rulesQuery)
  const isEditing = path.endsWith('/new') || path.endsWith('/edit')
  const isOwner = person.role === 'owner'
  useShortcuts(isOwner && !isEditing ? [{ keys: '+', label: t('keys.add'), run: () => goTo(pathOf('rules', 'new')) }] : [])
  return (
    <Page
      title={t('shell:pages.rules')} lead={t('lead')} layout="filled"
      actions={isOwner && !isEditing && <Button variant="filled" onClick={() => goTo(pathOf('rules', 'new'))}>{t('add')}</Button>}
    >
      <Loaded answer={answer} rows={6}>
        {(rules) => (
          <Switch>
            {isOwner && <Route path="/rules/new"><RuleEditor key="new" saved={null} rules={rules} /></Route>}
            {isOwner && <Route path="/rules/:ruleId/edit">{({ ruleId }) => <RuleEditor key={ruleId} saved={rules.find((one) => one.ruleId === ruleId) ?? null} rules={rules} />}</Route>}
            <Route path="/rules/:ruleId?">{({ ruleId }) => <RuleList rules={rules} ruleId={ruleId ?? null} />}</Route>
          </Switch>
        )}
      </Loaded>
    </Page>
  )
}

const idOf = ({ ruleId }: SavedRule): string => ruleId

function RuleList({ rules, ruleId }: { readonly rules: readonly SavedRule[]; readonly ruleId: string | null }) {
  const { t } = useTranslation('rules')
  const wordsOf = useRuleWords()
  const [, goTo] = useLocation()
  const show = (id: string | null): void => goTo(id === null ? pathOf('rules') : pathOf('rules', id), { replace: true })
  const walk = (step: number): void => {
    const next = neighbour(rules.map(idOf), ruleId, step)
    if (next !== null) show(next)
  }
  useShortcuts([
    { keys: 'j', label: t('keys.next'), run: () => walk(1) },
    { keys: 'k', label: t('keys.previous'), run: () => walk(-1) },
    { keys: 'escape', label: t('keys.close'), run: () => show(null) },
  ])
  const chosen = rules.find((one) => one.ruleId === ruleId)
  if (rules.length === 0) return <Empty title={t('none.title')}>{t('none.what')}</Empty>
  return (
    <div className={styles.split} data-open={chosen !== undefined || undefined}>
      <RowList
        label={t('label')} rows={rules} idOf={idOf} chosenId={chosen?.ruleId ?? null} onChoose={show} layout={styles.columns ?? ''}
        head={
          <>
            <span className={styles.end}>{t('column.order')}</span>
            <span>{t('column.name')}</span>
            <span className={styles.wide}>{t('column.what')}</span>
            <span>{t('column.state')}</span>
            <span className={`${styles.end} ${styles.wide}`}>{t('column.version')}</span>
          </>
        }
        renderCells={({ rule, isActive, version }: SavedRule) => (
          <>
            <span className={`${styles.end} ${styles.quiet}`}>{rule.order}</span>
            <span className={styles.name} data-off={!isActive || undefined} translate="no">{rule.name}</span>
            <span className={`${styles.wide} ${styles.quiet}`} translate="no">{wordsOf(rule)}</span>
            <span className={isActive ? undefined : styles.quiet}>{t(isActive ? 'state.active' : 'state.off')}</span>
            <span className={`${styles.end} ${styles.wide} ${styles.quiet}`}>{version}</span>
          </>
        )}
      />
      {chosen !== undefined && <RulePanel key={chosen.ruleId} saved={chosen} onClose={() => show(null)} />}
    </div>
  )
}
