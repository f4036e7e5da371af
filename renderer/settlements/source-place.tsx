import { useTranslation } from 'react-i18next'
import { FileName } from './file-name.tsx'
import styles from './source-place.module.css'

/** The file and line that something stands in; what the platform told by itself has no file. */
export function SourcePlace({ fileName, line }: { readonly fileName: string; readonly line: number }) {
  const { t } = useTranslation('settlements')
  return <span className={styles.place}><FileName name={fileName} /><span>{t('source.line', { line })}</span></span>
}
