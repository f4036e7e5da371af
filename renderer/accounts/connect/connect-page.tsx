import { useQuery } from '@tanstack/react-query'
import { IconArrowLeft } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'wouter'
import { PlatformId } from '../../../shared/contract/accounts.ts'
import { Loaded } from '../../components/page-states.tsx'
import { Page } from '../../components/page.tsx'
import { pathOf } from '../../paths.ts'
import { platformFormsQuery } from '../../queries/accounts.ts'
import { ConnectSheet } from './connect-sheet.tsx'
import styles from './connect-page.module.css'
import { PlatformChoice } from './platform-choice.tsx'

/** Choose the platform, obtain the keys, paste them, check them, give the account a name. */
export function ConnectPage() {
  const { t } = useTranslation('accounts')
  const answer = useQuery(platformFormsQuery)
  const [query, setQuery] = useSearchParams()
  const asked = PlatformId.safeParse(query.get('platform')).data ?? null
  return (
    <Page title={t('connect')} actions={<Link href={pathOf('accounts')} className={styles.back}><IconArrowLeft size={16} aria-hidden />{t('title')}</Link>}>
      <Loaded answer={answer}>
        {(forms) => {
          const form = forms.find(({ platform }) => platform === asked) ?? null
          return (
            <>
              <PlatformChoice forms={forms} chosen={form?.platform ?? null} onChoose={(platform) => setQuery({ platform }, { replace: true })} />
              {form !== null && <ConnectSheet key={form.platform} platformForm={form} />}
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}
