import { useTranslation } from 'react-i18next'
import type { FigureName, Figures } from '../../shared/contract/statistics.ts'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { ChangeMark } from '../figures/change-mark.tsx'
import { useFormat } from '../language/format.ts'
import styles from './sum-strip.module.css'

interface SumStripProps {
  readonly figures: Figures
  readonly comparison: Figures
  /** There was trade to compare with. */
  readonly isCompared: boolean
  readonly currency: string
  readonly onOpen: (figure: FigureName) => void
}

/** What stands before each figure in the sum that leads from the customers to the bank. */
const sum = [['gross', ''], ['refunds', '\u2212'], ['net', '='], ['fees', '\u2212'], ['chargebacks', '\u2212'], ['proceeds', '=']] as const

/** taken − paid back = net − fees − chargebacks = to the bank. Each opens its rows and says what it means. */
export function SumStrip({ figures, comparison, isCompared, currency, onOpen }: SumStripProps) {
  const { t } = useTranslation('figures')
  const format = useFormat()
  return (
    <dl className={styles.strip}>
      {sum.map(([name, sign]) => {
        const [minor, before] = [figures[`${name}Minor`], comparison[`${name}Minor`]]
        return (
          <div key={name} className={styles.figure} data-sign={sign} data-total={name === 'proceeds' || undefined}>
            <dt title={t(`what.${name}`)}>{t(`figure.${name}`)}</dt>
            <dd>
              <button type="button" title={`${t(`what.${name}`)} ${t('openRows', { figure: t(`figure.${name}`) })}`} onClick={() => onOpen(name)}><Amount amount={money(minor, currency)} /></button>
              {isCompared && <ChangeMark now={minor} before={before} beforeText={format.money(money(before, currency), 'number')} />}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
