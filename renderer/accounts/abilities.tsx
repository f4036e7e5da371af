import { IconCheck, IconMinus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../shared/contract/accounts.ts'
import styles from './account-facts.module.css'

const hourMinutes = 60
const dayMinutes = 1_440

/** What the platform lets the shop do through the account. */
export function Abilities({ account: { can } }: { readonly account: Account }) {
  const { t } = useTranslation(['accounts', 'words'])
  const span = (minutes: number): string =>
    minutes % dayMinutes === 0 ? t('days', { count: minutes / dayMinutes })
    : minutes % hourMinutes === 0 ? t('hours', { count: minutes / hourMinutes })
    : t('minutes', { count: minutes })
  const abilities: readonly (readonly [label: string, has: boolean])[] = [
    [t('can.charge'), can.captureModes.length > 0],
    [t('can.refundInPart'), can.refundInPart],
    [t('can.hold'), can.captureModes.includes('manual')],
    [t('can.captureInPart'), can.captureInPart],
    [t('can.void'), can.void],
    [t('can.cancel'), can.cancel],
  ]
  const facts: readonly (readonly [label: string, value: string])[] = [
    [t('can.methods'), can.methods.length === 0 ? t('can.noMethods') : can.methods.map((method) => t(`words:method.${method}`)).join(', ')],
    [t('can.currencies'), can.currencies === null ? t('can.allCurrencies') : can.currencies.join(', ')],
    [t('can.expiry'), can.expiryMinutes === null ? t('can.expiryOurs') : t('can.expiryRange', { least: span(can.expiryMinutes.least), most: span(can.expiryMinutes.most) })],
    [t('can.payouts'), t(can.payouts === 'none' ? 'can.noPayouts' : `can.${can.payouts}`)],
  ]
  return (
    <section>
      <h3 className={styles.title}>{t('can.title')}</h3>
      <ul className={styles.abilities}>
        {abilities.map(([label, has]) => (
          <li key={label} data-can={has ? 'yes' : 'no'}>
            {has ? <IconCheck size={16} stroke={2.2} aria-hidden /> : <IconMinus size={16} aria-hidden />}
            {label}
            <span className={styles.heard}>: {t(has ? 'can.yes' : 'can.no')}</span>
          </li>
        ))}
      </ul>
      <dl className={styles.facts}>{facts.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
    </section>
  )
}
