import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { assertNever } from '../../../shared/result.ts'
import { Empty, Loaded } from '../../components/page-states.tsx'
import { Page } from '../../components/page.tsx'
import { pathOf } from '../../paths.ts'
import { traceQuery, type TraceFrom } from '../../queries/trace.ts'
import { useShortcuts } from '../../stores/shortcuts.ts'
import { Chain } from './chain.tsx'
import { isTraceKind } from './trace-path.ts'

/** Where is the money? The chain behind an order, a line, a payout or a bank line, in both directions. */
export function TraceView({ kind, id }: { readonly kind: string; readonly id: string }) {
  const { t } = useTranslation(['settlements', 'shell'])
  const from = fromOf(kind, id)
  useShortcuts([{ keys: 'backspace', label: t('keys.back'), run: () => window.history.back() }])
  return (
    <Page title={t('trace.title')} layout="filled" actions={<Button component={Link} href={pathOf('settlements')} leftSection={<IconArrowLeft size={16} stroke={1.8} />}>{t('shell:pages.settlements')}</Button>}>
      {from === null ? <Empty title={t('trace.notFound')} /> : <Traced from={from} />}
    </Page>
  )
}

function Traced({ from }: { readonly from: TraceFrom }) {
  const { t } = useTranslation('settlements')
  const answer = useQuery(traceQuery(from))
  return <Loaded answer={answer} rows={8}>{(found) => (found.ok ? <Chain trace={found.value} from={from} /> : <Empty title={t('trace.notFound')} />)}</Loaded>
}

function fromOf(kind: string, id: string): TraceFrom | null {
  if (!isTraceKind(kind)) return null
  const lineId = /^\d+$/u.test(id) ? Number(id) : null
  switch (kind) {
    case 'order':
      return { from: 'order', orderId: id }
    case 'payout':
      return { from: 'payout', payoutId: id }
    case 'line':
      return lineId === null ? null : { from: 'line', lineId }
    case 'bank-line':
      return lineId === null ? null : { from: 'bank_line', lineId }
    default:
      return assertNever(kind)
  }
}
