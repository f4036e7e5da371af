import enCounter from '../../resources/translations/en/counter.json'
import enFirstRun from '../../resources/translations/en/first-run.json'
import enNeeds from '../../resources/translations/en/needs.json'
import enOrders from '../../resources/translations/en/orders.json'
import enShell from '../../resources/translations/en/shell.json'
import enSignIn from '../../resources/translations/en/sign-in.json'
import enWords from '../../resources/translations/en/words.json'
import zhCounter from '../../resources/translations/zh-CN/counter.json'
import zhFirstRun from '../../resources/translations/zh-CN/first-run.json'
import zhNeeds from '../../resources/translations/zh-CN/needs.json'
import zhOrders from '../../resources/translations/zh-CN/orders.json'
import zhShell from '../../resources/translations/zh-CN/shell.json'
import zhSignIn from '../../resources/translations/zh-CN/sign-in.json'
import zhWords from '../../resources/translations/zh-CN/words.json'

/** One file a page and language; `words` holds what several pages say. A new page adds its two files here. */
export const translations = {
  en: { words: enWords, shell: enShell, firstRun: enFirstRun, signIn: enSignIn, counter: enCounter, orders: enOrders, needs: enNeeds },
  'zh-CN': { words: zhWords, shell: zhShell, firstRun: zhFirstRun, signIn: zhSignIn, counter: zhCounter, orders: zhOrders, needs: zhNeeds },
} as const

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words'
    returnNull: false
    resources: (typeof translations)['en']
  }
}
