import './theme/layers.css'
import '@mantine/core/styles.layer.css'
import '@mantine/dates/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import '@fontsource-variable/inter/wght.css'
import './theme/tokens.css'
import './theme/mantine.css'
import './theme/base.css'
import { createRoot } from 'react-dom/client'
import { config } from 'zod/v4/core'
import { App } from './app.tsx'
import { connectToBackend } from './backend-client.ts'
import { startLanguage } from './language/language.ts'

config({ jitless: true }) // zod would try `new Function`, which the content policy forbids and reports
startLanguage()
connectToBackend()
createRoot(document.getElementById('root')!).render(<App />)
