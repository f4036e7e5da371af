import { IconCircleCheckFilled, IconCircleX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Checklist, CheckItem } from '../../shared/contract/periods.ts'
import { pathOf } from '../paths.ts'
import styles from './check-items.module.css'
import { useMissingWords } from './missing-words.ts'

/** Where what is missing is put right. */
const fixes: Record<CheckItem['name'], { readonly label: 'settlements' | 'files' | 'run' | 'exceptions'; readonly path: string } | null> = {
  'day-is-over': null,
  'sources-complete': { label: 'settlements', path: pathOf('settlements') },
  'run-is-current': { label: 'run', path: pathOf('reconciliation') },
  'no-stop-exceptions': { label: 'exceptions', path: `${pathOf('exceptions')}?weight=stop` },
  'notes-have-reasons': { label: 'exceptions', path: `${pathOf('exceptions')}?weight=note` },
  'balances-proved': null,
}

/** The list is computed, not ticked: each line says that it holds, or what is missing and where to put it right. */
export function CheckItems({ checklist }: { readonly checklist: Checklist }) {
  const { t } = useTranslation('periods')
  const wordsOf = useMissingWords()
  return (
    <ol className={styles.items}>
      {checklist.items.map((item) => {
        const { name, holds } = item
        const fix = fixes[name]
        return (
          <li key={name} className={styles.item} data-holds={holds || undefined}>
            {holds ? <IconCircleCheckFilled size={18} aria-hidden /> : <IconCircleX size={18} stroke={1.8} aria-hidden />}
            <div>
              <p className={styles.name}>{t(`check.${name}.${holds ? 'holds' : 'fails'}`)}</p>
              {!holds && <ul className={styles.missing}>{wordsOf(item).map((words) => <li key={words}>{words}</li>)}</ul>}
            </div>
            {!holds && fix !== null && <Link href={fix.path}>{t(`fix.${fix.label}`)}</Link>}
          </li>
        )
      })}
    </ol>
  )
}
