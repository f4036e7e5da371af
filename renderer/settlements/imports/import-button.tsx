import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { pathOf } from '../../paths.ts'
import { useShortcuts } from '../../stores/shortcuts.ts'
import { chooseFiles } from './choose-files.ts'
import { bringFiles, useImports } from './import-store.ts'

/** Opens the browser's choice of files. */
export function ImportButton() {
  const { t } = useTranslation('settlements')
  const [path, goTo] = useLocation()
  // Where files wait, bringing them in is the page's one act.
  const isSecond = useImports(({ items }) => items.length > 0) && ['import', 'csv'].includes(path.split('/')[2] ?? '')
  const choose = (): void =>
    chooseFiles((files) => {
      bringFiles(files)
      goTo(pathOf('settlements', 'import'))
    })
  useShortcuts([{ keys: 'i', label: t('import.choose'), run: choose }])
  return <Button variant={isSecond ? 'default' : 'filled'} leftSection={<IconFileImport size={16} stroke={1.8} />} onClick={choose}>{t('import.choose')}</Button>
}
