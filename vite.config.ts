import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { EnvironmentOptions } from 'vite'
import { defineConfig } from 'vitest/config'

const at = (file: string): string => fileURLToPath(new URL(file, import.meta.url))
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as { version: string }
const define = { __VERSION__: JSON.stringify(version) }

/** A Node-side program: native and host modules stay outside, one file comes out. */
const program = (name: string, entry: string, format: 'es' | 'cjs' = 'es'): EnvironmentOptions => ({
  consumer: 'server',
  resolve: { external: ['electron', 'better-sqlite3'], noExternal: true },
  define,
  build: {
    ssr: true, outDir: at('dist/electron'), emptyOutDir: false, target: 'node24', minify: false, sourcemap: true, copyPublicDir: false,
    rolldownOptions: {
      input: { [name]: at(entry) },
      output: { format, entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js', codeSplitting: false },
    },
  },
})

/** Left to itself the test runner keeps one of two cores idle. */
const maxWorkers = '100%'

export default defineConfig({
  root: at('renderer'),
  base: '/',
  publicDir: at('resources/public'),
  plugins: [react()],
  define,
  environments: {
    client: {
      build: {
        outDir: at('dist/page'), emptyOutDir: true, target: 'chrome140', sourcemap: true, assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
      },
    },
    main: program('main', 'electron/desktop/main.ts'),
    preload: program('preload', 'electron/preload/preload.ts', 'cjs'),
    backend: program('backend', 'electron/desktop/backend-process.ts'),
    web: program('web', 'electron/web/main.ts'),
    cli: program('cli', 'electron/cli/main.ts'),
    worker: program('job-worker', 'electron/backend/jobs/job-worker.ts'),
  },
  builder: {
    buildApp: async (builder) => {
      for (const environment of Object.values(builder.environments)) {
        if (environment.name !== 'ssr') await builder.build(environment)
      }
    },
  },
  test: {
    root: at('.'),
    projects: [
      {
        extends: false,
        root: at('.'),
        test: {
          name: 'unit',
          maxWorkers,
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', 'test/desktop/**', 'node_modules/**'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: false,
        root: at('.'),
        test: { name: 'desktop', maxWorkers, include: ['test/desktop/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 180_000 },
      },
      {
        extends: false,
        root: at('.'),
        test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 180_000, fileParallelism: false },
      },
    ],
  },
})
