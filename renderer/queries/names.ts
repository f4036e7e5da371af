import { useTranslation } from 'react-i18next'
import { useSession } from './session.ts'

/** Who did something, by the id that is on record: a person, the platform, the console, or somebody at the command line. */
export function useNames(): (actor: string) => string {
  const { t } = useTranslation('words')
  const { people } = useSession()
  return (actor) => {
    if (actor === 'platform') return t('thePlatform')
    if (actor === 'system') return t('theConsole')
    if (actor.startsWith('os:')) return t('commandLine', { name: actor.slice(3) })
    return people.find(({ personId }) => personId === actor)?.name ?? t('somebodyGone')
  }
}
