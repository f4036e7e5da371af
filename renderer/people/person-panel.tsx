import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Empty } from '../components/page-states.tsx'
import { Perforation } from '../components/perforation.tsx'
import { SidePanel } from '../components/side-panel.tsx'
import { pathOf } from '../paths.ts'
import type { ListedPerson } from './people-list.tsx'
import { LeaveDialog, PinDialog, RoleDialog } from './person-dialogs.tsx'
import styles from './person-panel.module.css'

/** One person: role, PIN, and the way to what they did. */
export function PersonPanel({ person, onClose }: { readonly person: ListedPerson | null; readonly onClose: () => void }) {
  const { t } = useTranslation('people')
  const [act, setAct] = useState<'role' | 'pin' | 'leave' | null>(null)
  const close = (): void => setAct(null)
  if (person === null) return <SidePanel label={t('detail')} onClose={onClose}><Empty title={t('gone')} /></SidePanel>
  return (
    <SidePanel label={t('detail')} onClose={onClose}>
      <header className={styles.head}>
        <h2>{person.name}</h2>
        <p>{person.hasLeft ? t('left') : t(`role.${person.role}`)}</p>
      </header>
      <p className={styles.may}>{t(person.hasLeft ? 'may.left' : `may.${person.role}`)}</p>
      {!person.hasLeft && (
        <div className={styles.acts}>
          <Button onClick={() => setAct('role')}>{t('act.role')}</Button>
          <Button onClick={() => setAct('pin')}>{t('act.pin')}</Button>
          <Button variant="subtle" color="wrong" onClick={() => setAct('leave')}>{t('act.leave')}</Button>
        </div>
      )}
      <div className={styles.perforation}><Perforation /></div>
      <Link href={`${pathOf('audit')}?by=${person.personId}`}>{t('act.record')}</Link>
      {act === 'role' && <RoleDialog person={person} onClose={close} />}
      {act === 'pin' && <PinDialog person={person} onClose={close} />}
      {act === 'leave' && <LeaveDialog person={person} onClose={close} />}
    </SidePanel>
  )
}
