import { create } from 'zustand'
import type { z } from 'zod'
import { navigate } from 'wouter/use-browser-location'
import type { AlreadySetUp, UnknownZone } from '../../shared/contract/session.ts'
import { currencyDecimals } from '../../shared/currency.ts'
import { ok, type Result } from '../../shared/result.ts'
import { ask, backend, type CallFailure } from '../backend-client.ts'
import { charge, wishOf } from '../counter/charge.ts'
import { counterStores, emptyDraft } from '../counter/counter-store.ts'
import { pathOf } from '../paths.ts'
import { sessionChanged } from '../queries/session.ts'
import { usePreferences } from '../stores/preferences.ts'
import type { FirstRunForm } from './first-run-form.ts'
import { addSandbox } from './sandbox.ts'

export type OpenShopFailure = z.infer<typeof AlreadySetUp> | z.infer<typeof UnknownZone> | CallFailure

/** True while the shop is being opened: it exists before its first order does, and the page waits for that. */
export const useOpening = create<{ isUnderWay: boolean }>(() => ({ isUnderWay: false }))

/** Writes the shop down and, to try it out, an account at the sandbox and a first order that can be paid at once. */
export async function openShop(form: FirstRunForm, firstOrder: string): Promise<Result<null, OpenShopFailure>> {
  useOpening.setState({ isUnderWay: true })
  try {
    const opened = await ask(backend.session.firstRun({
      shopName: form.shopName.trim(), currency: form.currency, zone: form.zone, cutoffHour: form.cutoffHour, ownerName: form.ownerName.trim(), ownerPin: form.pin,
    }))
    if (!opened.ok) return opened
    if (form.start === 'sandbox') await prepareFirstOrder(form.currency, firstOrder)
    navigate(pathOf('counter'), { replace: true }) // where the first order waits; otherwise the owner's day begins with the figures
    await sessionChanged()
    return ok(null)
  } finally {
    useOpening.setState({ isUnderWay: false })
  }
}

/** Whatever goes wrong here is offered again on the counter, so the shop opens all the same. */
async function prepareFirstOrder(currency: string, description: string): Promise<void> {
  const added = await addSandbox()
  if (!added.ok) return
  const draft = { ...emptyDraft, minor: 42 * 10 ** Math.max(1, currencyDecimals(currency) - 1), description }
  await charge(counterStores.live, wishOf(draft, added.value, currency, usePreferences.getState().till))
}
