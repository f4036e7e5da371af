import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../shared/contract/session.ts'
import type { Role } from '../../shared/role.ts'
import { ask, backend } from '../backend-client.ts'
import { FormDialog } from '../components/form-dialog.tsx'
import { PeopleObjectionNotice } from './people-objection.tsx'
import { isPinReady, noPin, PinFields } from './pin-fields.tsx'
import { RoleChoice } from './role-choice.tsx'

interface DialogProps {
  readonly person: Person
  readonly onClose: () => void
}

export function AddDialog({ onClose, onAdded }: { readonly onClose: () => void; readonly onAdded: (personId: string) => void }) {
  const { t } = useTranslation('people')
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('staff')
  const [typed, setTyped] = useState(noPin)
  const add = async () => {
    const added = await ask(backend.people.add({ name: name.trim(), role, pin: typed.pin }))
    if (!added.ok) return <PeopleObjectionNotice failure={added.failure} />
    onAdded(added.value.personId)
    return null
  }
  return (
    <FormDialog title={t('addDialog.title')} doIt={t('addDialog.doIt')} isReady={name.trim() !== '' && isPinReady(typed)} onClose={onClose} act={add}>
      <TextInput label={t('addDialog.name')} description={t('addDialog.nameWhat')} value={name} maxLength={80} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
      <RoleChoice chosen={role} onChoose={setRole} />
      <PinFields typed={typed} onChange={setTyped} />
    </FormDialog>
  )
}

export function RoleDialog({ person, onClose }: DialogProps) {
  const { t } = useTranslation('people')
  const [role, setRole] = useState(person.role)
  const change = async () => {
    const changed = await ask(backend.people.changeRole({ personId: person.personId, role }))
    return changed.ok ? null : <PeopleObjectionNotice failure={changed.failure} />
  }
  return (
    <FormDialog title={t('roleDialog.title', { name: person.name })} doIt={t('roleDialog.doIt')} isReady={role !== person.role} onClose={onClose} act={change}>
      <RoleChoice chosen={role} onChoose={setRole} />
    </FormDialog>
  )
}

export function PinDialog({ person, onClose }: DialogProps) {
  const { t } = useTranslation('people')
  const [typed, setTyped] = useState(noPin)
  const change = async () => {
    const changed = await ask(backend.people.changePin({ personId: person.personId, pin: typed.pin }))
    return changed.ok ? null : <PeopleObjectionNotice failure={changed.failure} />
  }
  return (
    <FormDialog title={t('pinDialog.title', { name: person.name })} doIt={t('pinDialog.doIt')} isReady={isPinReady(typed)} onClose={onClose} act={change}>
      <PinFields typed={typed} onChange={setTyped} isFocused />
      <p>{t('pinDialog.what')}</p>
    </FormDialog>
  )
}

export function LeaveDialog({ person, onClose }: DialogProps) {
  const { t } = useTranslation('people')
  const leave = async () => {
    const left = await ask(backend.people.leave({ personId: person.personId }))
    return left.ok ? null : <PeopleObjectionNotice failure={left.failure} />
  }
  return (
    <FormDialog title={t('leaveDialog.title', { name: person.name })} doIt={t('leaveDialog.doIt', { name: person.name })} isGrave onClose={onClose} act={leave}>
      <p>{t('leaveDialog.what')}</p>
    </FormDialog>
  )
}
