import { useTranslation } from 'react-i18next'
import type { Person } from '../../shared/contract/session.ts'
import { RowList } from '../components/row-list.tsx'
import { useSession } from '../queries/session.ts'
import styles from './people-list.module.css'

export interface ListedPerson extends Person {
  readonly hasLeft: boolean
}

interface PeopleListProps {
  readonly people: readonly ListedPerson[]
  readonly chosenId: string | null
  readonly onChoose: (personId: string) => void
}

export function PeopleList({ people, chosenId, onChoose }: PeopleListProps) {
  const { t } = useTranslation('people')
  const hasLeft = people.some((person) => person.hasLeft)
  return (
    <RowList<ListedPerson>
      label={t('title')} rows={people} idOf={({ personId }: ListedPerson) => personId} chosenId={chosenId} onChoose={onChoose} layout={styles.columns ?? ''}
      groupOf={hasLeft ? (person: ListedPerson) => (person.hasLeft ? t('left') : '') : undefined}
      head={<><span>{t('column.name')}</span><span>{t('column.role')}</span><span className={styles.wide}>{t('column.may')}</span></>}
      renderCells={cellsOf}
    />
  )
}

const cellsOf = (person: ListedPerson) => <Cells person={person} />

function Cells({ person }: { readonly person: ListedPerson }) {
  const { t } = useTranslation('people')
  const { person: present } = useSession()
  return (
    <>
      <span className={styles.name} data-left={person.hasLeft || undefined}>
        {person.name}
        {person.personId === present.personId && <span className={styles.you}> {t('you')}</span>}
      </span>
      <span>{t(`role.${person.role}`)}</span>
      <span className={`${styles.wide} ${styles.quiet}`}>{t(person.hasLeft ? 'may.left' : `may.${person.role}`)}</span>
    </>
  )
}
