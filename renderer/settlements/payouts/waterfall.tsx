import { IconChevronRight, IconEqual, IconEqualNot } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CurrencyCode } from '../../../shared/currency.ts'
import type { Payout, Waterfall as WaterfallSteps } from '../../../shared/contract/settlements.ts'
import { money } from '../../../shared/money.ts'
import { Amount } from '../../components/amount.tsx'
import { useFormat } from '../../language/format.ts'
import type { StepType } from '../../queries/settlements.ts'
import { StepLines } from './step-lines.tsx'
import { type Bar, barsOf } from './waterfall-bars.ts'
import styles from './waterfall.module.css'

interface WaterfallProps {
  readonly payout: Payout
  readonly waterfall: WaterfallSteps
  /** The step whose lines are shown. */
  readonly openStep: StepType | null
  readonly onOpen: (step: StepType | null) => void
}

/** From what customers paid to what the bank has. Every bar opens its lines; what does not agree stands between the sums. */
export function Waterfall({ payout, waterfall, openStep, onOpen }: WaterfallProps) {
  const { t } = useTranslation('settlements')
  const format = useFormat()
  const { currency, residueMinor, notArrivedMinor } = waterfall
  const bars = barsOf(waterfall)
  const hasLines = payout.linesCount > 0
  // A payout may be money taken from the bank; missing is what still has to move the same way.
  const isMissing = (notArrivedMinor ?? 0) > 0 === (bars.payout?.minor ?? 0) > 0
  return (
    <section className={styles.waterfall} aria-label={t('waterfall.title')}>
      {hasLines && (
        <ol>
          {bars.steps.map((bar) => {
            const isOpen = openStep === bar.step
            return (
              <li key={bar.step}>
                <button type="button" className={styles.row} aria-expanded={isOpen} disabled={bar.lines === 0} onClick={() => onOpen(isOpen ? null : bar.step)}>
                  <span className={styles.name}>
                    <IconChevronRight size={14} aria-hidden className={styles.chevron} />
                    {t(`waterfall.step.${bar.step}`)}
                    <span className={styles.count}>{t('waterfall.lines', { count: bar.lines, number: format.number(bar.lines) })}</span>
                  </span>
                  <Track bar={bar} kind={bar.step === 'gross' ? 'gross' : bar.minor < 0 ? 'off' : 'on'} />
                  <Amount amount={money(bar.minor, currency)} />
                </button>
                {isOpen && <StepLines payoutId={payout.payoutId} step={bar.step} />}
              </li>
            )
          })}
        </ol>
      )}
      {hasLines && <Sum name={t('waterfall.sum')} bar={bars.sum} kind="sum" currency={currency} />}
      {hasLines && <Joint minor={residueMinor} currency={currency} agrees={t('waterfall.explained')} differs={(amount) => t((residueMinor ?? 0) > 0 ? 'waterfall.residueMore' : 'waterfall.residueLess', { amount })} open={t('waterfall.noTotal')} />}
      {bars.payout === null ? <p className={styles.nothing}>{t('payout.totalUnknown')}</p> : <Sum name={t('waterfall.payout')} bar={bars.payout} kind="sum" currency={currency} />}
      <Joint minor={notArrivedMinor} currency={currency} agrees={t('waterfall.arrived')} differs={(amount) => t(isMissing ? 'waterfall.notArrived' : 'waterfall.tooMuch', { amount })} open={t('waterfall.noTotal')} isWaiting={payout.arrival === 'due'} />
      <Sum name={t('waterfall.deposit')} bar={bars.deposit} kind="bank" currency={currency} />
    </section>
  )
}

function Track({ bar, kind }: { readonly bar: Bar; readonly kind: 'gross' | 'off' | 'on' | 'sum' | 'bank' }) {
  return <span className={styles.track} aria-hidden>{bar.size > 0 && <span data-kind={kind} style={{ insetInlineStart: `${bar.start * 100}%`, inlineSize: `${bar.size * 100}%` }} />}</span>
}

interface SumProps {
  readonly name: string
  readonly bar: Bar
  readonly kind: 'sum' | 'bank'
  readonly currency: CurrencyCode
}

const Sum = ({ name, bar, kind, currency }: SumProps) => (
  <p className={styles.row} data-sum>
    <span className={styles.name}>{name}</span>
    <Track bar={bar} kind={kind} />
    <Amount amount={money(bar.minor, currency)} />
  </p>
)

interface JointProps {
  /** What the sum below is more than the one above; null when one of them is not known. */
  readonly minor: number | null
  readonly currency: CurrencyCode
  readonly agrees: string
  readonly differs: (amount: string) => string
  readonly open: string
  /** A difference that is as it should be. */
  readonly isWaiting?: boolean
}

/** The perforation between two sums, and whether they agree. */
function Joint({ minor, currency, agrees, differs, open, isWaiting = false }: JointProps): ReactNode {
  const format = useFormat()
  const tone = minor === 0 ? 'certain' : minor === null || isWaiting ? 'waiting' : 'attention'
  const JointIcon = minor === 0 ? IconEqual : IconEqualNot
  return (
    <p className={styles.joint} data-tone={tone}>
      <span><JointIcon size={14} stroke={2.2} aria-hidden />{minor === null ? open : minor === 0 ? agrees : differs(format.money(money(Math.abs(minor), currency)))}</span>
    </p>
  )
}
