import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportRecord } from '../../shared/contract/exports.ts'
import { useFigureFormat } from '../figures/figure-format.ts'
import { useFormat } from '../language/format.ts'
import { useNames } from '../queries/names.ts'
import { filtersOf } from './filters-of.ts'
import styles from './export-facts.module.css'

/** The manifest, in words. */
export function ExportFacts({ record: { madeAt, madeBy, manifest } }: { readonly record: ExportRecord }) {
  const { t } = useTranslation('exports')
  const format = useFormat()
  const { dayRange } = useFigureFormat()
  const nameOf = useNames()
  const { from, to, environment } = filtersOf(manifest)
  const snapshotAt = Date.parse(manifest.snapshotAt)
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('fact.days'), from === null || to === null ? '' : from === to ? format.dayLong(from) : dayRange(from, to)],
    [t('fact.cutoff'), t('fact.cutoffIs', { hour: String(manifest.cutoffHour).padStart(2, '0'), zone: manifest.zone })],
    [t('fact.money'), t(environment === null ? 'make.all' : `make.${environment}`)],
    [t('fact.rows'), format.number(manifest.rows)],
    [t('fact.size'), t('fact.bytes', { number: format.number(manifest.bytes) })],
    [t('fact.by'), nameOf(madeBy)],
    [t('fact.made'), format.dateTime(madeAt)],
    [t('fact.snapshot'), Number.isNaN(snapshotAt) ? manifest.snapshotAt : t('fact.snapshotIs', { time: format.timeExact(snapshotAt) })],
    [t('fact.format'), t(manifest.hasByteOrderMark ? 'fact.csvMark' : 'fact.csv')],
    [t('fact.formulas'), t(manifest.formulasEscaped ? 'fact.escaped' : 'fact.notEscaped')],
  ]
  return <dl className={styles.facts}>{facts.filter(([, value]) => value !== '').map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
}
