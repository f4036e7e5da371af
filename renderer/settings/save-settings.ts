import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { Settings } from '../../shared/contract/shop.ts'
import { askPlain, backend, type CallFailure } from '../backend-client.ts'
import { announce } from '../components/live-region.tsx'
import { settingsQuery } from '../queries/shop.ts'
import { queryClient } from '../queries/query-client.ts'

export type ShopSettings = z.infer<typeof Settings>

/** Saves a change at once, on top of what is stored now; what went wrong is given back until the next change. */
export function useSaveSettings(settings: ShopSettings): { readonly save: (change: Partial<ShopSettings>) => Promise<void>; readonly failure: CallFailure | null } {
  const { t } = useTranslation('settings')
  const [failure, setFailure] = useState<CallFailure | null>(null)
  const save = async (change: Partial<ShopSettings>): Promise<void> => {
    const saved = await askPlain(backend.shop.saveSettings({ ...settings, ...change }))
    setFailure(saved.ok ? null : saved.failure)
    if (!saved.ok) return
    queryClient.setQueryData(settingsQuery.queryKey, saved.value)
    announce(t('saved'))
  }
  return { save, failure }
}
