// Loaded before the built main program: `electron` is the stand-in from here on, and the platform is the one to be tried.
import { registerHooks } from 'node:module'
import { readCircumstances } from './circumstances.ts'
import './main-channel.ts'

const electron = new URL('electron.ts', import.meta.url).href
registerHooks({ resolve: (name, context, next) => (name === 'electron' ? { url: electron, shortCircuit: true } : next(name, context)) })
Object.defineProperty(process, 'platform', { value: readCircumstances().platform })
Object.assign(process, { type: 'browser' })
