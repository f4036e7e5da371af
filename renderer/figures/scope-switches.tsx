import { SegmentedControl } from '@mantine/core'
import { IconFlask2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { FilterChip, OneOf } from '../components/filter-chip.tsx'
import { useFormat } from '../language/format.ts'
import type { FigureScope } from '../queries/figures.ts'
import type { MoneyChoices } from './figure-scope.ts'
import styles from './scope-switches.module.css'

interface ScopeSwitchesProps {
  readonly choices: MoneyChoices
  readonly scope: FigureScope
}

/** Which money the figures are of. Test money is named in a way that cannot be overlooked, whether or not there is a choice. */
export function ScopeSwitches({ choices, scope }: ScopeSwitchesProps) {
  const { t } = useTranslation('figures')
  const format = useFormat()
  const [query, setQuery] = useSearchParams()
  const choose = (name: 'money' | 'currency', value: string): void => {
    const next = new URLSearchParams(query)
    for (const gone of ['rows', 'rows-from', 'rows-to', 'hour', 'method', 'at']) next.delete(gone)
    next.set(name, value)
    setQuery(next, { replace: true })
  }
  return (
    <div className={styles.switches}>
      {scope.environment === 'test' && <TestMoney />}
      {choices.environments.length > 1 && (
        <SegmentedControl
          aria-label={t('scope.money')} value={scope.environment} onChange={(value) => choose('money', value)}
          data={[{ value: 'live', label: t('scope.live') }, { value: 'test', label: t('scope.test') }]}
        />
      )}
      {choices.currencies.length > 1 && (
        <FilterChip label={t('scope.currency')} value={scope.currency} onClear={null}>
          {(close) => (
            <OneOf choices={choices.currencies.map((code) => ({ value: code, label: `${code} · ${format.currencyName(code)}` }))} onChoose={(code) => {
              choose('currency', code)
              close()
            }} />
          )}
        </FilterChip>
      )}
    </div>
  )
}

export function TestMoney() {
  const { t } = useTranslation('figures')
  return (
    <span className={styles.test} title={t('scope.testWhat')}>
      <IconFlask2 size={16} stroke={1.8} aria-hidden />
      {t('scope.testMoney')}
    </span>
  )
}
