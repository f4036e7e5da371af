import { IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/contract/accounts.ts'
import { Perforation } from '../../components/perforation.tsx'
import { usePermissionWords } from '../platform-words.ts'
import { keyPages, paypalNeeds, stripeNeeds } from './guide-facts.ts'
import styles from './obtain-guide.module.css'

interface ObtainGuideProps {
  readonly platform: Account['platform']
  readonly environment: 'test' | 'live'
}

/** What must be obtained at the platform, where, and what it must be allowed. */
export function ObtainGuide({ platform, environment }: ObtainGuideProps) {
  const { t } = useTranslation('accounts')
  if (platform === 'sandbox' || platform === 'files') {
    return (
      <aside className={styles.guide} aria-label={t('guide.nothing')}>
        <h2>{t('guide.nothing')}</h2>
        <p>{t(`guide.${platform}`)}</p>
      </aside>
    )
  }
  const { url, place } = keyPages[platform][environment]
  return (
    <aside className={styles.guide} aria-label={t('guide.title')}>
      <h2>{t('guide.title')}</h2>
      <ol className={styles.steps}>
        <li>
          {t(`guide.${platform}.mode.${environment}`)}
          <a href={url} target="_blank" rel="noreferrer" className={styles.place}>{t('guide.open', { place })}<IconExternalLink size={14} aria-hidden /></a>
        </li>
        <li>{t(`guide.${platform}.make`)}</li>
        <li>{t(`guide.${platform}.copy`)}</li>
      </ol>
      {platform === 'stripe' && (
        <>
          <Perforation />
          <h3>{t('guide.needs')}</h3>
          <Needs title={t('guide.write')} needs={stripeNeeds.write} />
          <Needs title={t('guide.read')} needs={stripeNeeds.read} />
        </>
      )}
      {platform === 'paypal' && (
        <>
          <Perforation />
          <h3>{t('guide.tick')}</h3>
          <Needs needs={paypalNeeds} />
        </>
      )}
    </aside>
  )
}

function Needs({ title, needs }: { readonly title?: string; readonly needs: typeof paypalNeeds }) {
  const wordsOf = usePermissionWords()
  return (
    <dl className={styles.needs}>
      {needs.map(({ name, key }, index) => (
        <div key={name}>
          <dt>{title !== undefined && <span className={styles.kind}>{index === 0 && title}</span>}<span translate="no" lang="en">{name}</span></dt>
          <dd>{wordsOf(key)}</dd>
        </div>
      ))}
    </dl>
  )
}
