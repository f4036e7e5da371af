import { useQuery } from '@tanstack/react-query'
import { assertNever } from '../../../shared/result.ts'
import { orderQuery } from '../../queries/orders.ts'
import { CaptureDialog } from './capture-dialog.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { DecideDialog } from './decide-dialog.tsx'
import { DescribeDialog } from './describe-dialog.tsx'
import { type OpenAct, useOpenAct } from './open-act.ts'
import { RefundDialog } from './refund-dialog.tsx'
import { RetryDialog } from './retry-dialog.tsx'

/** The one place where acts on orders are confirmed, whichever page asked for them. */
export function ActDialogs() {
  const { open } = useOpenAct()
  return open === null ? null : <ActDialog key={`${open.act} ${open.orderId}`} open={open} />
}

function ActDialog({ open }: { readonly open: OpenAct }) {
  const { data } = useQuery(orderQuery(open.orderId))
  if (data?.ok !== true) return null
  const detail = data.value
  switch (open.act) {
    case 'refund':
      return <RefundDialog detail={detail} minor={open.minor ?? detail.refundable.minor} />
    case 'capture':
      return <CaptureDialog detail={detail} />
    case 'retry':
      return <RetryDialog detail={detail} />
    case 'describe':
      return <DescribeDialog detail={detail} />
    case 'decide':
      return <DecideDialog detail={detail} callId={open.callId} />
    case 'cancel':
    case 'void':
    case 'attach_late_money':
    case 'accept_amount':
      return <ConfirmDialog detail={detail} act={open.act} />
    default:
      return assertNever(open)
  }
}
