import { useTranslation } from 'react-i18next'
import type { RuleDeed, RulePreview } from '../../shared/contract/rules.ts'
import { money } from '../../shared/money.ts'
import { Amount } from '../components/amount.tsx'
import { useFormat } from '../language/format.ts'
import styles from './rule-editor.module.css'

const verdicts = ['against', 'open', 'as-decided'] as const

/** What a rule would have done in the last 90 days, held against what was decided since; what goes against it first. */
export function RulePreviewView({ preview }: { readonly preview: RulePreview | null }) {
  const { t } = useTranslation('rules')
  const format = useFormat()
  if (preview === null) return <section className={styles.preview} aria-label={t('preview.title')}><h2>{t('preview.title')}</h2><p className={styles.quiet}>{t('preview.empty')}</p></section>
  const { from, to, leftExamined, rightExamined, totals, deeds, prevented, notExamined } = preview
  return (
    <section className={styles.preview} aria-label={t('preview.title')}>
      <h2 aria-live="polite">{t('preview.title')}</h2>
      <p className={styles.quiet}>{t('preview.range', { from: format.day(from), to: format.day(to) })}. {t('preview.examined', { left: format.number(leftExamined), right: format.number(rightExamined) })}</p>
      {totals.length === 0 ? <p><strong>{t('preview.nothing')}</strong></p> : (
        <table className={styles.totals}>
          <tbody>
            {totals.toSorted((a, b) => verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict)).map(({ act, verdict, currency, count, minor, differenceMinor }) => (
              <tr key={`${act} ${verdict} ${currency}`} data-verdict={verdict}>
                <th scope="row">{t(`deed.${act}`)}: {t(`verdict.${verdict}`)}</th>
                <td>{format.number(count)}</td>
                <td><Amount amount={money(minor, currency)} currency="code" /></td>
                <td>{differenceMinor !== 0 && <Amount amount={money(differenceMinor, currency)} isSigned />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {prevented > 0 && <p>{t('preview.prevented', { count: prevented })}</p>}
      {notExamined > 0 && <p className={styles.quiet}>{t('preview.notExamined', { count: notExamined })}</p>}
      {deeds.length > 0 && (
        <>
          <h3>{t('preview.newest')}</h3>
          <ul className={styles.deeds}>{deeds.map((deed) => <Deed key={[...deed.left, ...deed.right].map(({ subject }) => subject).join()} deed={deed} />)}</ul>
        </>
      )}
    </section>
  )
}

function Deed({ deed: { act, verdict, currency, minor, left, right } }: { readonly deed: RuleDeed }) {
  const { t } = useTranslation('rules')
  const format = useFormat()
  const words = (items: RuleDeed['left']): string => items.map((item) => [item.day === null ? '' : format.day(item.day), item.words === '' ? item.subject : item.words].filter((one) => one !== '').join(' ')).join(', ')
  return (
    <li data-verdict={verdict}>
      <span className={styles.words} translate="no">{[words(left), words(right)].filter((one) => one !== '').join(' ↔ ')}</span>
      <Amount amount={money(minor, currency)} currency="code" />
      <small>{t(`deed.${act}`)} · {t(`verdict.${verdict}`)}</small>
    </li>
  )
}
