import enAccounts from '../../resources/translations/en/accounts.json'
import enAudit from '../../resources/translations/en/audit.json'
import enCalendar from '../../resources/translations/en/calendar.json'
import enCounter from '../../resources/translations/en/counter.json'
import enCsv from '../../resources/translations/en/csv.json'
import enExceptions from '../../resources/translations/en/exceptions.json'
import enExports from '../../resources/translations/en/exports.json'
import enFigures from '../../resources/translations/en/figures.json'
import enFirstRun from '../../resources/translations/en/first-run.json'
import enNeeds from '../../resources/translations/en/needs.json'
import enOrders from '../../resources/translations/en/orders.json'
import enPeople from '../../resources/translations/en/people.json'
import enPeriods from '../../resources/translations/en/periods.json'
import enRates from '../../resources/translations/en/rates.json'
import enReconciliation from '../../resources/translations/en/reconciliation.json'
import enRules from '../../resources/translations/en/rules.json'
import enSettings from '../../resources/translations/en/settings.json'
import enSettlements from '../../resources/translations/en/settlements.json'
import enShell from '../../resources/translations/en/shell.json'
import enSignIn from '../../resources/translations/en/sign-in.json'
import enStatistics from '../../resources/translations/en/statistics.json'
import enToday from '../../resources/translations/en/today.json'
import enWords from '../../resources/translations/en/words.json'
import zhAccounts from '../../resources/translations/zh-CN/accounts.json'
import zhAudit from '../../resources/translations/zh-CN/audit.json'
import zhCalendar from '../../resources/translations/zh-CN/calendar.json'
import zhCounter from '../../resources/translations/zh-CN/counter.json'
import zhCsv from '../../resources/translations/zh-CN/csv.json'
import zhExceptions from '../../resources/translations/zh-CN/exceptions.json'
import zhExports from '../../resources/translations/zh-CN/exports.json'
import zhFigures from '../../resources/translations/zh-CN/figures.json'
import zhFirstRun from '../../resources/translations/zh-CN/first-run.json'
import zhNeeds from '../../resources/translations/zh-CN/needs.json'
import zhOrders from '../../resources/translations/zh-CN/orders.json'
import zhPeople from '../../resources/translations/zh-CN/people.json'
import zhPeriods from '../../resources/translations/zh-CN/periods.json'
import zhRates from '../../resources/translations/zh-CN/rates.json'
import zhReconciliation from '../../resources/translations/zh-CN/reconciliation.json'
import zhRules from '../../resources/translations/zh-CN/rules.json'
import zhSettings from '../../resources/translations/zh-CN/settings.json'
import zhSettlements from '../../resources/translations/zh-CN/settlements.json'
import zhShell from '../../resources/translations/zh-CN/shell.json'
import zhSignIn from '../../resources/translations/zh-CN/sign-in.json'
import zhStatistics from '../../resources/translations/zh-CN/statistics.json'
import zhToday from '../../resources/translations/zh-CN/today.json'
import zhWords from '../../resources/translations/zh-CN/words.json'

/** One file a page and language; `words` holds what several pages say. A new page adds its two files here. */
export const translations = {
  en: {
    words: enWords, shell: enShell, firstRun: enFirstRun, signIn: enSignIn, counter: enCounter, orders: enOrders, needs: enNeeds,
    reconciliation: enReconciliation, exceptions: enExceptions, rules: enRules, rates: enRates, periods: enPeriods,
    settlements: enSettlements, csv: enCsv,
    figures: enFigures, today: enToday, statistics: enStatistics, calendar: enCalendar, exports: enExports,
    accounts: enAccounts, people: enPeople, settings: enSettings, audit: enAudit,
  },
  'zh-CN': {
    words: zhWords, shell: zhShell, firstRun: zhFirstRun, signIn: zhSignIn, counter: zhCounter, orders: zhOrders, needs: zhNeeds,
    reconciliation: zhReconciliation, exceptions: zhExceptions, rules: zhRules, rates: zhRates, periods: zhPeriods,
    settlements: zhSettlements, csv: zhCsv,
    figures: zhFigures, today: zhToday, statistics: zhStatistics, calendar: zhCalendar, exports: zhExports,
    accounts: zhAccounts, people: zhPeople, settings: zhSettings, audit: zhAudit,
  },
} as const

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words'
    returnNull: false
    resources: (typeof translations)['en']
  }
}
