import { Button, Checkbox, Select, TextInput } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { businessDayOf } from '../../shared/business-day.ts'
import { type Account, MethodKind } from '../../shared/contract/accounts.ts'
import { type Rate, type RateTerms, Rounding } from '../../shared/contract/rates.ts'
import { isCurrencyCode } from '../../shared/currency.ts'
import { ask, backend, type CallFailure } from '../backend-client.ts'
import { AmountField } from '../components/amount-field.tsx'
import { useFormat } from '../language/format.ts'
import { useSession } from '../queries/session.ts'
import { backendNow } from '../stores/clock.ts'
import { percentText, ratePer100kOf } from './percent-typing.ts'
import styles from './rate-form.module.css'
import { type RateObjection, RateObjectionNotice } from './rate-objection.tsx'
import { RemoveRate } from './remove-rate.tsx'

interface RateFormProps {
  /** Null: a new one. */
  readonly rate: Rate | null
  readonly accounts: readonly Account[]
  readonly onDone: () => void
}

const rest = 'rest'

/** The terms as the contract has them. The per cent is typed as text and kept in thousandths, so that no float touches it. */
export function RateForm({ rate, accounts, onDone }: RateFormProps) {
  const { t } = useTranslation(['rates', 'words'])
  const format = useFormat()
  const { person, shop } = useSession()
  const [terms, setTerms] = useState<RateTerms>(() => rate ?? newTerms(accounts[0]!, shop.currency, businessDayOf(backendNow(), shop)))
  const [percent, setPercent] = useState(() => (rate === null ? '' : percentText(rate.ratePer100k)))
  const [isDoing, setDoing] = useState(false)
  const [failure, setFailure] = useState<RateObjection | CallFailure | null>(null)
  const ratePer100k = ratePer100kOf(percent)
  const change = (changed: Partial<RateTerms>): void => {
    setTerms({ ...terms, ...changed })
    setFailure(null)
  }
  const isKnown = isCurrencyCode(terms.currency)
  const isOwner = person.role === 'owner'

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (ratePer100k === null || !isKnown || isDoing) return
    setDoing(true)
    const { accountId, methodKind, currency, fixedMinor, leastMinor, mostMinor, rounding, validFrom, validTo, refundsReturnFee } = terms
    const saved = await ask(backend.rates.save({
      rateId: rate?.rateId ?? null, terms: { accountId, methodKind, currency, ratePer100k, fixedMinor, leastMinor, mostMinor, rounding, validFrom, validTo, refundsReturnFee },
    }))
    setDoing(false)
    if (saved.ok) onDone()
    else setFailure(saved.failure)
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <h2>{t(rate === null ? 'form.new' : 'form.edit')}</h2>
      <fieldset disabled={!isOwner} className={styles.fields}>
        <Select
          label={t('form.account')} value={terms.accountId} data={accounts.map(({ accountId, label }) => ({ value: accountId, label }))}
          onChange={(accountId) => accountId !== null && change({ accountId, currency: accounts.find((one) => one.accountId === accountId)?.currency ?? terms.currency })}
        />
        <div className={styles.pair}>
          <Select
            label={t('form.method')} value={terms.methodKind ?? rest} data={[...MethodKind.options.map((kind) => ({ value: kind as string, label: t(`words:method.${kind}`) })), { value: rest, label: t('allMethods') }]}
            onChange={(kind) => change({ methodKind: MethodKind.options.find((one) => one === kind) ?? null })}
          />
          <TextInput
            label={t('form.currency')} value={terms.currency} maxLength={3} error={isKnown ? null : t('form.currencyWhat')}
            onChange={(event) => change({ currency: event.currentTarget.value.toUpperCase() })}
          />
        </div>
        <p className={styles.hint}>{t('form.methodWhat')}</p>
        <div className={styles.pair}>
          <TextInput
            label={t('form.rate')} inputMode="decimal" required withAsterisk={false} value={percent} rightSection="%" classNames={{ input: styles.percent ?? '' }} data-autofocus
            error={percent !== '' && ratePer100k === null ? t('form.rateWrong') : null} onChange={(event) => setPercent(event.currentTarget.value)}
          />
          {isKnown && <AmountField label={t('form.fixed')} minor={terms.fixedMinor} currency={terms.currency} onChange={(fixedMinor) => change({ fixedMinor })} />}
        </div>
        <p className={styles.hint}>{t('form.rateWhat')}</p>
        {isKnown && (
          <div className={styles.pair}>
            <AmountField label={t('form.least')} minor={terms.leastMinor} currency={terms.currency} onChange={(leastMinor) => change({ leastMinor })} />
            <AmountField label={t('form.most')} minor={terms.mostMinor ?? 0} currency={terms.currency} onChange={(mostMinor) => change({ mostMinor: mostMinor === 0 ? null : mostMinor })} />
          </div>
        )}
        <p className={styles.hint}>{t('form.limitsWhat')}</p>
        <Select label={t('form.rounding')} value={terms.rounding} data={Rounding.options.map((one) => ({ value: one, label: t(`rounding.${one}`) }))} onChange={(one) => change({ rounding: Rounding.options.find((known) => known === one) ?? 'half_up' })} />
        <div className={styles.pair}>
          <DatePickerInput label={t('form.validFrom')} value={terms.validFrom} size="sm" valueFormatter={() => format.dayLong(terms.validFrom)} onChange={(day) => day !== null && change({ validFrom: day })} />
          <DatePickerInput
            label={t('form.validTo')} value={terms.validTo} size="sm" clearable clearButtonProps={{ 'aria-label': t('form.noEnd') }} placeholder={t('form.validToWhat')}
            valueFormatter={() => (terms.validTo === null ? '' : format.dayLong(terms.validTo))} onChange={(day) => change({ validTo: day })}
          />
        </div>
        <Checkbox label={t('form.refunds')} checked={terms.refundsReturnFee} onChange={(event) => change({ refundsReturnFee: event.currentTarget.checked })} />
      </fieldset>
      {failure !== null && <RateObjectionNotice failure={failure} />}
      {isOwner ? (
        <div className={styles.buttons}>
          {rate !== null && <RemoveRate rateId={rate.rateId} onRemoved={onDone} />}
          <Button type="submit" variant="filled" loading={isDoing} disabled={ratePer100k === null || !isKnown}>{t('form.save')}</Button>
        </div>
      ) : <p className={styles.hint}>{t('form.ownerOnly')}</p>}
    </form>
  )
}

const newTerms = ({ accountId, currency }: Account, shopCurrency: string, today: string): RateTerms => ({
  accountId, methodKind: null, currency: currency ?? shopCurrency, ratePer100k: 0, fixedMinor: 0, leastMinor: 0, mostMinor: null, rounding: 'half_up',
  validFrom: `${today.slice(0, 8)}01`, validTo: null, refundsReturnFee: false,
})
