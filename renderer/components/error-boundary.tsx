import { Button } from '@mantine/core'
import { Component, type ErrorInfo, type ReactNode } from 'react'
import { withTranslation, type WithTranslation } from 'react-i18next'
import { ulid } from 'ulid'
import { Notice } from './notice.tsx'

interface Trouble {
  readonly incident: string
}

interface Props extends WithTranslation<'words'> {
  readonly children: ReactNode
}

/** A bug in the page: said once with an id, and the rest of the window stays usable. */
class Boundary extends Component<Props, { trouble: Trouble | null }> {
  override state: { trouble: Trouble | null } = { trouble: null }

  static getDerivedStateFromError(): { trouble: Trouble } {
    return { trouble: { incident: ulid() } }
  }

  override componentDidCatch(error: Error, { componentStack }: ErrorInfo): void {
    reportError(new Error(`incident ${this.state.trouble?.incident ?? ''}: ${error.message}${componentStack ?? ''}`, { cause: error }))
  }

  override render(): ReactNode {
    const { trouble } = this.state
    const { t, children } = this.props
    if (trouble === null) return children
    return (
      <main style={{ padding: 24 }}>
        <Notice
          tone="wrong" title={t('failure.page')} isUrgent
          actions={<Button onClick={() => this.setState({ trouble: null })}>{t('failure.showAgain')}</Button>}
        >
          {t('failure.pageWhat', { incident: trouble.incident })}
        </Notice>
      </main>
    )
  }
}

export const ErrorBoundary = withTranslation('words')(Boundary)
