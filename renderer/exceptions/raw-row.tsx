import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Exception } from '../../shared/contract/reconciliation.ts'
import { Loaded } from '../components/page-states.tsx'
import { itemsQuery } from '../queries/reconciliation.ts'
import { itemNameOf } from './exception-subject.ts'
import styles from './raw-row.module.css'

/** The row as the file has it, and where it stands; and for rows that the file itself could not explain, their mistakes. */
export function RawRow({ exception }: { readonly exception: Exception }) {
  const { t } = useTranslation('exceptions')
  const [isOpen, setOpen] = useState(false)
  const name = itemNameOf(exception)
  if (name === null || name.side === 'payout' || name.side === 'payment') return null
  return (
    <section className={styles.rows}>
      <Button variant="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{t(isOpen ? 'rowsHide' : 'rowsShow')}</Button>
      {isOpen && <Row name={name} />}
    </section>
  )
}

function Row({ name }: { readonly name: NonNullable<ReturnType<typeof itemNameOf>> }) {
  const { t } = useTranslation('exceptions')
  const answer = useQuery(itemsQuery([name]))
  return (
    <Loaded answer={answer} rows={1}>
      {(items) => items.map((item) => (
        <figure key={item.subject} className={styles.row}>
          {item.fileName !== null && <figcaption>{t('rowAt', { file: item.fileName, line: item.sourceLine })}</figcaption>}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long rows are scrolled by keys as well */}
          <pre tabIndex={0} translate="no">{item.raw}</pre>
        </figure>
      ))}
    </Loaded>
  )
}
