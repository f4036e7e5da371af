import { useTranslation } from 'react-i18next'
import type { CsvAnswers, CsvProposal } from '../../../shared/contract/csv-profiles.ts'
import { columnRoles } from '../../../shared/csv-mapping.ts'
import { rolesOf, withRole } from './column-roles.ts'
import { useGuessWords } from './guess-words.ts'
import styles from './csv-table.module.css'

interface CsvTableProps {
  readonly proposal: CsvProposal
  readonly answers: CsvAnswers
  readonly onChange: (changed: Partial<CsvAnswers>) => void
}

const shownRecords = 10

/** The file as it is cut into columns; above each, what it is taken for. */
export function CsvTable({ proposal, answers, onChange }: CsvTableProps) {
  const { t } = useTranslation('csv')
  const words = useGuessWords()
  const { headerLine, columns, records } = proposal.table
  const roles = rolesOf(proposal.guesses)
  const width = Math.max(columns.length, ...records.map(({ cells }) => cells.length))
  const places = Array.from({ length: width }, (_, place) => place)
  const nameOf = (place: number): string => columns[place] ?? t('columnNumber', { number: place + 1 })
  return (
    <section className={styles.part}>
      <h3>{t('table')}</h3>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls can be scrolled with the keys */}
      <section className={styles.box} tabIndex={0} aria-label={t('table')}>
        <table>
          <thead>
            <tr>
              <th scope="col" className={styles.line}>{t('lineShort')}</th>
              {places.map((place) => {
                const is = roles.get(place)
                return (
                  <th key={place} scope="col">
                    <select
                      aria-label={t('roleOf', { column: nameOf(place) })} data-used={is !== undefined || undefined} value={is?.role ?? ''}
                      onChange={(event) => onChange(withRole(answers, roles, place, columnRoles.find((role) => role === event.currentTarget.value) ?? null))}
                    >
                      <option value="">{t('role.none')}</option>
                      {columnRoles.map((role) => <option key={role} value={role}>{t(`role.${role}`)}</option>)}
                    </select>
                    <span className={styles.why}>{is === undefined ? '' : words(is.guess)}</span>
                  </th>
                )
              })}
            </tr>
          </thead>
          <tbody>
            {records.slice(0, shownRecords).map(({ line, cells }) => (
              <tr key={line} data-head={line === headerLine || undefined}>
                <td className={styles.line}>{line}</td>
                {places.map((place) => <td key={place}>{cells[place] ?? ''}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
