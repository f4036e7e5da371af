import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/contract/accounts.ts'
import { ask, backend } from '../../backend-client.ts'
import { FormDialog } from '../../components/form-dialog.tsx'
import { ObjectionNotice } from '../objection-notice.tsx'

export function CloseDialog({ account: { accountId, platform, label }, onClose }: { readonly account: Account; readonly onClose: () => void }) {
  const { t } = useTranslation('accounts')
  const close = async () => {
    const closed = await ask(backend.accounts.close({ accountId }))
    return closed.ok ? null : <ObjectionNotice platform={platform} failure={closed.failure} />
  }
  return (
    <FormDialog title={t('close.title', { label })} doIt={t('close.doIt', { label })} isGrave onClose={onClose} act={close}>
      <p>{t('close.what')}</p>
      <p>{t('close.final')}</p>
    </FormDialog>
  )
}
