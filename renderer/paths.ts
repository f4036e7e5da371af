import type { translations } from './language/translations.ts'

export type PageName = keyof (typeof translations)['en']['shell']['pages']

/** The address of a page or of something on it: "/orders", "/orders/01H…". */
export const pathOf = (name: PageName, ...rest: readonly string[]): string => ['', name, ...rest.map(encodeURIComponent)].join('/')
