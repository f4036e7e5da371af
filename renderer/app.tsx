import { MantineProvider } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { useMediaQuery } from '@mantine/hooks'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import 'dayjs/locale/zh-cn'
import { StrictMode } from 'react'
import { Route, Switch } from 'wouter'
import { ErrorBoundary } from './components/error-boundary.tsx'
import { LiveRegion } from './components/live-region.tsx'
import { CustomerDisplay } from './customer-display/customer-display.tsx'
import { Gate } from './gate.tsx'
import { queryClient } from './queries/query-client.ts'
import { usePreferences } from './stores/preferences.ts'
import { theme } from './theme/theme.ts'

export function App() {
  const { appearance, language } = usePreferences()
  const isDarkOutside = useMediaQuery('(prefers-color-scheme: dark)', false, { getInitialValueInEffect: false })
  const scheme = appearance === 'system' ? (isDarkOutside ? 'dark' : 'light') : appearance
  return (
    <StrictMode>
      <MantineProvider theme={theme} forceColorScheme={scheme} withCssVariables={false} withGlobalClasses={false}>
        <DatesProvider settings={{ locale: language.toLowerCase(), firstDayOfWeek: 1 }}>
          <QueryClientProvider client={queryClient}>
            <ErrorBoundary>
              <Switch>
                <Route path="/display"><CustomerDisplay /></Route>
                <Route><Gate /></Route>
              </Switch>
            </ErrorBoundary>
            <LiveRegion />
            <Notifications position="bottom-right" />
          </QueryClientProvider>
        </DatesProvider>
      </MantineProvider>
    </StrictMode>
  )
}
