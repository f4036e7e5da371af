import type { Rule, RuleMistake, RulePreview, SavedRule } from '../../../../shared/contract/rules.ts'
import { fail, ok, type Result } from '../../../../shared/result.ts'
import type { Actor, AuditService } from '../../audit/audit.service.ts'
import type { Changes } from '../../changes.ts'
import type { Clock } from '../../host.ts'
import { JobCancelled, type JobService } from '../../jobs/jobs.service.ts'
import type { InTransaction } from '../../store/store.ts'
import { mistakesIn } from '../passes/rules.ts'
import type { RuleRepository } from './rules.repository.ts'

export interface RuleParts {
  readonly repository: RuleRepository
  readonly inTransaction: InTransaction
  readonly clock: Clock
  readonly newId: () => string
  readonly jobs: JobService
  readonly audit: AuditService
  readonly changes: Changes
}

type RuleNotFound = { readonly kind: 'rule-not-found' }
type BadRule = { readonly kind: 'bad-rule'; readonly mistakes: RuleMistake[] }
type NotPreviewed = { readonly kind: 'not-previewed' }
type Cancelled = { readonly kind: 'cancelled' }

/** Previews that a rule can still be saved after. */
const mostPreviews = 50

export type RuleService = ReturnType<typeof createRuleService>

/** The owner's rules. None is saved before it was seen at work on the last 90 days. */
export function createRuleService({ repository, inTransaction, clock, newId, jobs, audit, changes }: RuleParts) {
  const previewed = new Map<string, string>()
  const nameOf = (ruleId: string | null, rule: Rule): string => JSON.stringify([ruleId, rule])

  const objectionTo = (ruleId: string | null, rule: Rule): RuleNotFound | BadRule | null => {
    if (ruleId !== null && repository.versions(ruleId).length === 0) return { kind: 'rule-not-found' }
    const mistakes = mistakesIn(rule)
    return mistakes.length === 0 ? null : { kind: 'bad-rule', mistakes }
  }
  const write = (saved: SavedRule, act: string, by: Actor): SavedRule => {
    repository.insert(saved)
    audit.note(by, act, saved.ruleId, { version: saved.version, isActive: saved.isActive, rule: saved.rule })
    changes.announce('reconciliation')
    return saved
  }

  return {
    list: (): SavedRule[] => repository.newest(),

    history: (ruleId: string): Result<SavedRule[], RuleNotFound> => {
      const versions = repository.versions(ruleId)
      return versions.length === 0 ? fail({ kind: 'rule-not-found' }) : ok(versions)
    },

    preview: async (ruleId: string | null, rule: Rule): Promise<Result<RulePreview, RuleNotFound | BadRule | Cancelled>> => {
      const objection = objectionTo(ruleId, rule)
      if (objection !== null) return fail(objection)
      try {
        const preview = await jobs.run('rule-preview', rule.name, { ruleId: ruleId ?? 'new', rule }).output
        const previewId = newId()
        previewed.set(previewId, nameOf(ruleId, rule))
        for (const oldest of [...previewed.keys()].slice(0, Math.max(0, previewed.size - mostPreviews))) previewed.delete(oldest)
        return ok({ previewId, ...preview })
      } catch (error) {
        if (error instanceof JobCancelled) return fail({ kind: 'cancelled' })
        throw error
      }
    },

    save: (ruleId: string | null, rule: Rule, previewId: string, by: Actor): Result<SavedRule, RuleNotFound | BadRule | NotPreviewed> =>
      inTransaction(() => {
        const objection = objectionTo(ruleId, rule)
        if (objection !== null) return fail(objection)
        if (previewed.get(previewId) !== nameOf(ruleId, rule)) return fail({ kind: 'not-previewed' })
        const version = (ruleId === null ? 0 : repository.versions(ruleId)[0]!.version) + 1
        return ok(write({ ruleId: ruleId ?? newId(), version, rule, isActive: true, savedAt: clock.now(), savedBy: by.id }, 'rules.save', by))
      }),

    switch: (ruleId: string, isActive: boolean, by: Actor): Result<SavedRule, RuleNotFound> =>
      inTransaction(() => {
        const [newest] = repository.versions(ruleId)
        if (newest === undefined) return fail({ kind: 'rule-not-found' })
        if (newest.isActive === isActive) return ok(newest)
        return ok(write({ ...newest, version: newest.version + 1, isActive, savedAt: clock.now(), savedBy: by.id }, isActive ? 'rules.switch-on' : 'rules.switch-off', by))
      }),
  }
}
