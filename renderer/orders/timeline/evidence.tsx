import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { TimelineEntry } from '../../../shared/contract/orders.ts'
import { Loaded } from '../../components/page-states.tsx'
import { exchangeQuery } from '../../queries/orders.ts'
import styles from './timeline.module.css'

/** What lies behind an entry: the facts as they were written down, or what was said and answered on the wire. */
export function Evidence({ entry, canSeeExchanges }: { readonly entry: TimelineEntry; readonly canSeeExchanges: boolean }) {
  if (entry.exchangeId !== null && canSeeExchanges) return <Exchange exchangeId={entry.exchangeId} />
  const facts = Object.fromEntries(Object.entries(entry.facts).filter(([, value]) => value !== null))
  return <div className={styles.evidence}><pre>{JSON.stringify(facts, null, 2)}</pre></div>
}

function Exchange({ exchangeId }: { readonly exchangeId: string }) {
  const { t } = useTranslation('orders')
  const answer = useQuery(exchangeQuery(exchangeId))
  return (
    <div className={styles.evidence}>
      <Loaded answer={answer} rows={3}>
        {(found) => (found.ok ? (
          <>
            <h4>{t('timeline.said')}</h4>
            <pre>{said(found.value.requestHeaders, found.value.requestBody)}</pre>
            <h4>{t('timeline.heard')}</h4>
            <pre>{said(found.value.responseHeaders, found.value.responseText)}</pre>
            {found.value.detail !== null && <pre>{found.value.detail}</pre>}
          </>
        ) : <p>{t('timeline.noExchange')}</p>)}
      </Loaded>
    </div>
  )
}

const said = (headers: Readonly<Record<string, string>>, body: string): string =>
  [...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', readable(body)].join('\n').trim()

function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
