import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useRoute } from 'wouter'
import { ListAndDetail } from '../components/list-and-detail.tsx'
import { Loaded } from '../components/page-states.tsx'
import { Page } from '../components/page.tsx'
import { neighbour } from '../components/neighbour.ts'
import { pathOf } from '../paths.ts'
import { peopleQuery } from '../queries/people.ts'
import { useShortcuts } from '../stores/shortcuts.ts'
import { type ListedPerson, PeopleList } from './people-list.tsx'
import styles from './people-page.module.css'
import { AddDialog } from './person-dialogs.tsx'
import { PersonPanel } from './person-panel.tsx'
import { RoleTable } from './role-table.tsx'

/** Who works here, as what, and what each role may do. */
export function PeoplePage() {
  const { t } = useTranslation('people')
  const [, goTo] = useLocation()
  const [isOne, params] = useRoute('/people/:personId')
  const [isAdding, setAdding] = useState(false)
  const answer = useQuery(peopleQuery)
  const chosenId = isOne ? (params.personId ?? null) : null
  const show = (personId: string | null): void => goTo(personId === null ? pathOf('people') : pathOf('people', personId), { replace: chosenId !== null })
  const walk = (step: number): void => {
    const next = neighbour(inOrder(answer.data ?? []).map(({ personId }) => personId), chosenId, step)
    if (next !== null) show(next)
  }
  useShortcuts([
    { keys: 'arrowdown', label: t('keys.next'), run: () => walk(1) },
    { keys: 'arrowup', label: t('keys.previous'), run: () => walk(-1) },
    { keys: 'escape', label: t('keys.close'), run: () => show(null) },
    { keys: 'c', label: t('keys.add'), run: () => setAdding(true) },
  ])

  return (
    <Page title={t('title')} lead={t('lead')} layout="filled" actions={<Button variant="filled" leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>{t('add')}</Button>}>
      <Loaded answer={answer} rows={4}>
        {(people) => (
          <ListAndDetail
            list={<div className={styles.list}><PeopleList people={inOrder(people)} chosenId={chosenId} onChoose={show} /><RoleTable /></div>}
            detail={chosenId === null ? null : <PersonPanel key={chosenId} person={people.find(({ personId }) => personId === chosenId) ?? null} onClose={() => show(null)} />}
          />
        )}
      </Loaded>
      {isAdding && <AddDialog onClose={() => setAdding(false)} onAdded={show} />}
    </Page>
  )
}

/** Those who have left come last; otherwise as they came. */
const inOrder = (people: readonly ListedPerson[]): ListedPerson[] => people.toSorted((a, b) => Number(a.hasLeft) - Number(b.hasLeft))
