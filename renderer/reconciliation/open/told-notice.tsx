import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Notice } from '../../components/notice.tsx'
import { pathOf } from '../../paths.ts'
import { ObjectionNotice, type Objection } from '../objection-notice.tsx'

/** What became of the last act here. */
export type Told =
  | { readonly kind: 'accepted' | 'declined' | 'aside'; readonly count: number }
  | { readonly kind: 'matched' }
  | { readonly kind: 'objection'; readonly failure: Objection }

export function ToldNotice({ told, onClose }: { readonly told: Told; readonly onClose: () => void }) {
  const { t } = useTranslation('reconciliation')
  if (told.kind === 'objection') return <ObjectionNotice failure={told.failure} />
  const title = told.kind === 'matched' ? t('byHand.matched') : told.kind === 'aside' ? t('aside.done', { count: told.count }) : t(told.kind, { count: told.count })
  return (
    <Notice
      tone="plain" isUrgent title={title}
      actions={
        <>
          {(told.kind === 'accepted' || told.kind === 'matched') && <Button component={Link} href={pathOf('reconciliation', 'matches')}>{t('toMatches')}</Button>}
          {told.kind === 'aside' && <Button component={Link} href={pathOf('reconciliation', 'aside')}>{t('tabs.aside')}</Button>}
          <Button variant="subtle" onClick={onClose}>{t('run.close')}</Button>
        </>
      }
    />
  )
}
