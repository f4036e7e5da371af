import { Button, type ButtonProps } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from './copy-text.ts'

/** Copies a text and says so in its own place for a moment. */
export function CopyButton({ text, label, ...props }: { readonly text: string; readonly label: string } & ButtonProps) {
  const { t } = useTranslation('words')
  const [said, setSaid] = useState<'copied' | 'notCopied' | null>(null)
  useEffect(() => {
    if (said === null) return undefined
    const timer = setTimeout(() => setSaid(null), 2_000)
    return () => clearTimeout(timer)
  }, [said])
  const copy = async (): Promise<void> => setSaid((await copyText(text)) ? 'copied' : 'notCopied')
  return (
    <Button {...props} leftSection={said === 'copied' ? <IconCheck size={16} /> : <IconCopy size={16} />} onClick={() => void copy()}>
      {said === null ? label : t(said)}
    </Button>
  )
}
