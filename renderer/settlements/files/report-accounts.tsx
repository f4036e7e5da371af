import { IconCircleCheckFilled, IconCircleDashed, IconCircleX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileReport } from '../../../shared/contract/settlements.ts'
import { type Money, negate } from '../../../shared/money.ts'
import { Amount } from '../../components/amount.tsx'
import { useFormat } from '../../language/format.ts'
import styles from './report-accounts.module.css'
import { withKeys } from './with-keys.ts'

type Account = FileReport['accounts'][number]

const shownAtFirst = 6

const proofs = { proved: [IconCircleCheckFilled, 'certain'], failed: [IconCircleX, 'wrong'], unproved: [IconCircleDashed, 'waiting'] } as const
const isProof = (text: string): text is keyof typeof proofs => text in proofs

interface Columns {
  /** Several accounts or currencies; one alone is named above. */
  readonly account: boolean
  /** Opening, closing, and whether they agree. */
  readonly balances: boolean
}

/** What the file says of each account and period: opening, in, out, closing, and whether they agree. What no statement in it says has no column. */
export function ReportAccounts({ accounts }: { readonly accounts: readonly Account[] }) {
  const { t } = useTranslation('settlements')
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? accounts : accounts.slice(0, shownAtFirst)
  const columns = { account: new Set(accounts.map(({ id, currency }) => `${id} ${currency}`)).size > 1, balances: accounts.some(({ opening, closing }) => opening !== null || closing !== null) }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls can be scrolled with the keys
    <section className={styles.box} tabIndex={0} aria-label={t('report.accounts')}>
      <table>
        {!columns.account && <caption>{[accounts[0]!.id, accounts[0]!.currency].filter((text) => text !== '').join(' · ')}</caption>}
        <thead>
          <tr>
            {columns.account && <th scope="col">{t('report.account')}</th>}
            <th scope="col">{t('report.period')}</th>
            <th scope="col" className={styles.end}>{t('report.rows')}</th>
            {columns.balances && <th scope="col" className={styles.end}>{t('report.opening')}</th>}
            <th scope="col" className={styles.end}>{t('report.in')}</th>
            <th scope="col" className={styles.end}>{t('report.out')}</th>
            {columns.balances && <th scope="col" className={styles.end}>{t('report.closing')}</th>}
            {columns.balances && <th scope="col">{t('report.proof')}</th>}
            {columns.account && <th scope="col">{t('question.currencyLabel')}</th>}
          </tr>
        </thead>
        <tbody>{withKeys(shown, ({ id, currency, statementId, from }) => `${id} ${currency} ${statementId ?? ''} ${from ?? ''}`).map(([key, account]) => <AccountRow key={key} account={account} columns={columns} />)}</tbody>
      </table>
      {accounts.length > shown.length && <button type="button" className={styles.more} onClick={() => setWhole(true)}>{t('report.allStatements', { count: accounts.length })}</button>}
    </section>
  )
}

function AccountRow({ account, columns }: { readonly account: Account; readonly columns: Columns }) {
  const { t } = useTranslation('settlements')
  const format = useFormat()
  const proof = isProof(account.proof) ? account.proof : 'unproved'
  const [ProofIcon, tone] = proofs[proof]
  const left = [
    account.pending > 0 ? t('report.pending', { count: account.pending }) : '', account.info > 0 ? t('report.info', { count: account.info }) : '',
    account.excluded > 0 ? t('report.excluded', { count: account.excluded }) : '',
  ].filter((text) => text !== '').join(', ')
  return (
    <tr>
      {columns.account && <td><span className={styles.name} title={account.id}>{account.id === '' ? t('report.noAccount') : account.id}</span></td>}
      <td>{format.period(account)}</td>
      <td className={styles.end} title={left}>{format.number(account.entries)}{left === '' ? '' : <span className={styles.quiet}> +{account.pending + account.info + account.excluded}</span>}</td>
      {columns.balances && <MoneyCell amount={account.opening} />}
      <MoneyCell amount={account.credits} />
      <MoneyCell amount={negate(account.debits)} />
      {columns.balances && <MoneyCell amount={account.closing} />}
      {columns.balances && <td className={styles.proof} data-tone={tone}><ProofIcon size={15} stroke={2} aria-hidden />{t(`proof.${proof}`)}</td>}
      {columns.account && <td className={styles.quiet}>{account.currency}</td>}
    </tr>
  )
}

const MoneyCell = ({ amount }: { readonly amount: Money | null }) => <td className={styles.end}>{amount === null ? <span className={styles.quiet}>–</span> : <Amount amount={amount} />}</td>
