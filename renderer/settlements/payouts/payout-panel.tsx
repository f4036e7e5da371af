import { useQuery } from '@tanstack/react-query'
import { IconRoute } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'wouter'
import type { BankLineView, Payout, Waterfall as WaterfallSteps } from '../../../shared/contract/settlements.ts'
import { Amount } from '../../components/amount.tsx'
import { Notice } from '../../components/notice.tsx'
import { Empty, Loaded } from '../../components/page-states.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { payoutQuery, type StepType } from '../../queries/settlements.ts'
import { useFormat } from '../../language/format.ts'
import { tracePath } from '../trace/trace-path.ts'
import { ArrivalStamp } from './arrival-mark.tsx'
import { Deposits } from './deposits.tsx'
import { PayoutFacts } from './payout-facts.tsx'
import styles from './payout-panel.module.css'
import { usePayoutWords } from './payout-words.ts'
import { Waterfall } from './waterfall.tsx'

/** One payout: has it arrived, what is it made of, what does the bank say. */
export function PayoutPanel({ payoutId, onClose }: { readonly payoutId: string; readonly onClose: () => void }) {
  const { t } = useTranslation('settlements')
  const answer = useQuery(payoutQuery(payoutId))
  return (
    <SidePanel label={t('payout.detail')} onClose={onClose}>
      <Loaded answer={answer} rows={10}>{(found) => (found.ok ? <Known {...found.value} /> : <Empty title={t('payout.notFound')} />)}</Loaded>
    </SidePanel>
  )
}

interface KnownProps {
  readonly payout: Payout
  readonly waterfall: WaterfallSteps
  readonly deposits: readonly BankLineView[]
}

function Known({ payout, waterfall, deposits }: KnownProps) {
  const { t } = useTranslation('settlements')
  const format = useFormat()
  const [query, setQuery] = useSearchParams()
  const words = usePayoutWords()(payout, deposits)
  const open = (step: StepType | null): void =>
    setQuery((before) => {
      const next = new URLSearchParams(before)
      if (step === null) next.delete('step')
      else next.set('step', step)
      return next
    }, { replace: true })
  return (
    <>
      <header className={styles.head}>
        <h2>{payout.arrivesOn === null ? t('payout.title') : t('payout.titleOf', { day: format.dayLong(payout.arrivesOn) })}</h2>
        <Link href={tracePath('payout', payout.payoutId)} className={styles.trace ?? ''}><IconRoute size={16} stroke={1.8} aria-hidden />{t('trace.link')}</Link>
      </header>
      <div className={styles.answer}>
        <p className={styles.amount}>{payout.amount === null ? t('payout.amountUnknown') : <Amount amount={payout.amount} currency="code" />}</p>
        <ArrivalStamp arrival={payout.arrival} />
      </div>
      <p className={styles.words}>{words}</p>
      {payout.linesCount === 0 && <Notice tone="plain">{t(payout.isItemised ? 'payout.noLines' : 'payout.notItemised')}</Notice>}
      <Waterfall payout={payout} waterfall={waterfall} openStep={(query.get('step') as StepType | null)} onOpen={open} />
      <Deposits deposits={deposits} />
      <PayoutFacts payout={payout} />
    </>
  )
}
