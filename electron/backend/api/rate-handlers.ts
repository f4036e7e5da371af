import { fail, ok } from '../../../shared/result.ts'
import type { AccountService } from '../accounts/accounts.service.ts'
import { claimText, type createClaims } from '../reconciliation/rates/claims.ts'
import type { RateService } from '../reconciliation/rates/rates.service.ts'
import type { RuleService } from '../reconciliation/rules/rules.service.ts'
import type { PeriodService } from '../reconciliation/periods/periods.service.ts'
import { actorOf, type Door } from './door.ts'

export interface RateHandlerParts {
  readonly rates: RateService
  readonly claims: ReturnType<typeof createClaims>
  readonly accounts: Pick<AccountService, 'find'>
  readonly shopName: () => string
}

export const rateHandlers = (door: Door, { rates, claims, accounts, shopName }: RateHandlerParts) => ({
  list: door.rates.list.handler(() => rates.list()),
  save: door.rates.save.handler(({ input, context }) => rates.save(input.rateId, input.terms, actorOf(context))),
  remove: door.rates.remove.handler(({ input, context }) => rates.remove(input.rateId, actorOf(context))),
  claims: door.rates.claims.handler(({ input: { accountId, month, language } }) => {
    const account = accounts.find(accountId)
    if (account === null) return fail({ kind: 'account-not-found' })
    const found = claims.of(accountId, month)
    return ok({ ...found, text: claimText({ shop: shopName(), account: account.label, month }, found, language) })
  }),
})

export const periodHandlers = (door: Door, periods: PeriodService) => ({
  list: door.periods.list.handler(({ input }) => periods.list(input.accountId)),
  checklist: door.periods.checklist.handler(({ input, context }) => periods.checklist(input.accountId, input.to, actorOf(context))),
  close: door.periods.close.handler(({ input, context }) => periods.close(input.accountId, input.to, actorOf(context))),
  reopen: door.periods.reopen.handler(({ input, context }) => periods.reopen(input.periodId, input.reason, actorOf(context))),
})

export const ruleHandlers = (door: Door, rules: RuleService) => ({
  list: door.rules.list.handler(() => rules.list()),
  history: door.rules.history.handler(({ input }) => rules.history(input.ruleId)),
  preview: door.rules.preview.handler(({ input }) => rules.preview(input.ruleId, input.rule)),
  save: door.rules.save.handler(({ input, context }) => rules.save(input.ruleId, input.rule, input.previewId, actorOf(context))),
  switch: door.rules.switch.handler(({ input, context }) => rules.switch(input.ruleId, input.isActive, actorOf(context))),
})
