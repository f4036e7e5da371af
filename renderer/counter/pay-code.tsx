import { Button } from '@mantine/core'
import { IconDeviceDesktop, IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../components/copy-button.tsx'
import { QrCode } from '../components/qr-code.tsx'
import styles from './stub.module.css'

const codeSize = 280

/** The code that the customer scans, and other ways to get it to them. */
export function PayCode({ payUrl, isSandbox }: { readonly payUrl: string; readonly isSandbox: boolean }) {
  const { t } = useTranslation('counter')
  return (
    <div className={styles.code}>
      <QrCode text={payUrl} size={codeSize} label={t('codeLabel')} />
      <div className={styles.link}>
        <CopyButton text={payUrl} label={t('copyLink')} />
        <Button leftSection={<IconDeviceDesktop size={16} />} onClick={openCustomerWindow}>{t('showBig')}</Button>
        {/* Only the sandbox's page can be paid by whoever stands at the till. */}
        {isSandbox && <Button component="a" href={payUrl} target="_blank" rel="noreferrer" leftSection={<IconExternalLink size={16} />}>{t('payAsCustomer')}</Button>}
      </div>
    </div>
  )
}

/** One window, moved to the customer's screen; pressed again it comes to the front. */
const openCustomerWindow = (): void => {
  window.open('/display', 'counterfoil-customer', 'popup,width=900,height=700')?.focus()
}
