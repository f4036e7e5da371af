import { IconFileImport } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { pathOf } from '../../paths.ts'
import styles from './drop-target.module.css'
import { bringFiles } from './import-store.ts'

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true

/** Takes files dropped anywhere in the window, and says so while they are held over it. */
export function DropTarget({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('settlements')
  const [, goTo] = useLocation()
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length === 0) return
      bringFiles(files)
      goTo(pathOf('settlements', 'import'))
    }
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [goTo])
  return (
    <>
      {children}
      {isOver && <div className={styles.over}><p><IconFileImport size={28} stroke={1.5} aria-hidden />{t('import.drop')}<span>{t('import.dropWhat')}</span></p></div>}
    </>
  )
}
