import { Button } from '@mantine/core'
import { IconDownload, IconFileImport } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { saveText } from '../../components/save-text.ts'
import { pathOf } from '../../paths.ts'
import { bringFiles } from '../imports/import-store.ts'
import { asFile, type Offer, type OfferFailure } from './offered-file.ts'

interface OfferButtonsProps {
  /** Whose file it is. */
  readonly accountId: string
  /** What they are about, for those who listen. */
  readonly name: string
  readonly offer: Offer
  readonly onFailure: (failure: OfferFailure | null) => void
}

/** Keep an offered file, or bring it in at once. */
export function OfferButtons({ accountId, name, offer, onFailure }: OfferButtonsProps) {
  const { t } = useTranslation('settlements')
  const [, goTo] = useLocation()
  const withFile = async (use: (file: { readonly name: string; readonly text: string }) => void): Promise<void> => {
    const answer = await offer()
    onFailure(answer.ok ? null : answer.failure)
    if (answer.ok) use(answer.value)
  }
  const save = (): Promise<void> => withFile((file) => saveText(file.name, file.text, 'text/plain'))
  const bring = (): Promise<void> => withFile((file) => {
    bringFiles([asFile(file)], { accountId })
    goTo(pathOf('settlements', 'import'))
  })
  return (
    <>
      <Button variant="subtle" leftSection={<IconDownload size={16} stroke={1.8} />} aria-label={t('sandbox.saveOf', { name })} onClick={() => void save()}>{t('sandbox.save')}</Button>
      <Button variant="subtle" leftSection={<IconFileImport size={16} stroke={1.8} />} aria-label={t('sandbox.bringOf', { name })} onClick={() => void bring()}>{t('sandbox.bring')}</Button>
    </>
  )
}
