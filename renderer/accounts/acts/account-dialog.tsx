import type { Account } from '../../../shared/contract/accounts.ts'
import { assertNever } from '../../../shared/result.ts'
import { ChangeDialog } from './change-dialog.tsx'
import { CloseDialog } from './close-dialog.tsx'
import { ReplaceKeysDialog } from './replace-keys-dialog.tsx'

export type AccountAct = 'change' | 'replace-keys' | 'close'

interface AccountDialogProps {
  readonly act: AccountAct
  readonly account: Account
  readonly onClose: () => void
}

export function AccountDialog({ act, ...rest }: AccountDialogProps) {
  switch (act) {
    case 'change':
      return <ChangeDialog {...rest} />
    case 'replace-keys':
      return <ReplaceKeysDialog {...rest} />
    case 'close':
      return <CloseDialog {...rest} />
    default:
      return assertNever(act)
  }
}
