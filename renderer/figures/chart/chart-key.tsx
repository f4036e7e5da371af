import styles from './figure-chart.module.css'

/** What a look in a chart means. */
export const ChartKey = ({ look, label }: { readonly look: 'now' | 'behind' | 'unfinished' | 'below'; readonly label: string }) => <span className={styles.key} data-look={look}>{label}</span>
