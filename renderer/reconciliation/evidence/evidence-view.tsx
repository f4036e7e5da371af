import { IconAlertTriangle, IconCheck, IconEqual, IconEqualNot } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { Evidence, Item } from '../../../shared/contract/reconciliation.ts'
import type { CurrencyCode } from '../../../shared/currency.ts'
import { useItemWords } from '../item-words.ts'
import { useFieldWords, type EvidenceField } from './field-words.ts'
import styles from './evidence-view.module.css'
import { isBecause, isDoubt, isWhyNot } from './pass-words.ts'

interface EvidenceViewProps {
  readonly evidence: z.infer<typeof Evidence>
  readonly currency: CurrencyCode
  /** To name the runner-up, where it is among them. */
  readonly items: readonly Item[]
}

/** Why the two sides were put together: what agrees, what differs, what speaks for it and against it, and what came next. */
export function EvidenceView({ evidence, currency, items }: EvidenceViewProps) {
  const { t } = useTranslation('reconciliation')
  const itemWords = useItemWords()
  const { agrees, differs, runnerUp } = evidence
  const because = evidence.because.filter(isBecause)
  const next = runnerUp === null ? null : items.find(({ subject }) => subject === runnerUp.subject)
  return (
    <div className={styles.evidence}>
      {differs.length > 0 && <Fields fields={differs} currency={currency} isDiffering />}
      {agrees.length > 0 && <Fields fields={agrees} currency={currency} />}
      {because.length > 0 && (
        <ul className={styles.because}>
          {because.map((one) => (
            <li key={one} data-doubt={isDoubt(one) || undefined}>
              {isDoubt(one) ? <IconAlertTriangle size={15} stroke={1.8} aria-hidden /> : <IconCheck size={15} stroke={2} aria-hidden />}
              {t(`because.${one}`)}
            </li>
          ))}
        </ul>
      )}
      {runnerUp !== null && isWhyNot(runnerUp.why) && (
        <p className={styles.runnerUp}>{t('evidence.runnerUp', { what: next === null || next === undefined ? runnerUp.subject : itemWords(next).full, why: t(`whyNot.${runnerUp.why}`) })}</p>
      )}
    </div>
  )
}

function Fields({ fields, currency, isDiffering = false }: { readonly fields: readonly EvidenceField[]; readonly currency: CurrencyCode; readonly isDiffering?: boolean }) {
  const { t } = useTranslation('reconciliation')
  const wordsOf = useFieldWords(currency)
  const Sign = isDiffering ? IconEqualNot : IconEqual
  return (
    <table className={styles.fields} data-differs={isDiffering || undefined}>
      <caption><Sign size={15} stroke={2} aria-hidden /> {t(isDiffering ? 'evidence.differs' : 'evidence.agrees')}</caption>
      <tbody>
        {fields.map((field) => {
          const { left, right, distance } = wordsOf(field)
          return (
            <tr key={`${field.field} ${field.left} ${field.right}`}>
              <th scope="row">{t(`field.${field.field}`)}</th>
              <td translate="no">{left}</td>
              <td translate="no">{right === left ? '' : right}</td>
              <td className={styles.distance}>{distance}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
