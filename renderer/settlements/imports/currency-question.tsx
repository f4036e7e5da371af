import { Button, Select } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isCurrentCurrency } from '../../../shared/currency.ts'
import { useFormat } from '../../language/format.ts'
import { useSession } from '../../queries/session.ts'
import styles from './question.module.css'

interface CurrencyQuestionProps {
  /** The shop's own has been taken meanwhile. */
  readonly isAssumed: boolean
  readonly onAnswer: (currency: string) => void
}

const currencies = Intl.supportedValuesOf('currency').filter(isCurrentCurrency)

/** The file does not say its currency; the shop's own is the guess. */
export function CurrencyQuestion({ isAssumed, onAnswer }: CurrencyQuestionProps) {
  const { t } = useTranslation('settlements')
  const format = useFormat()
  const { shop } = useSession()
  const [currency, setCurrency] = useState<string>(shop.currency)
  const answer = (event: FormEvent): void => {
    event.preventDefault()
    onAnswer(currency)
  }
  return (
    <form className={styles.question} data-quiet={isAssumed || undefined} onSubmit={answer}>
      <p>{t(isAssumed ? 'question.currencyAssumed' : 'question.currency', { currency: format.currencyName(shop.currency) })}</p>
      <div className={styles.line}>
        <Select
          label={t('question.currencyLabel')} searchable value={currency} onChange={(chosen) => chosen !== null && setCurrency(chosen)} w={280}
          data={currencies.map((code) => ({ value: code, label: `${code} ${format.currencyName(code)}` }))}
        />
        <Button type="submit">{t('question.readSo')}</Button>
      </div>
    </form>
  )
}
