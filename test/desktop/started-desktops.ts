import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { copyBuiltProduct, startDesktop, type DesktopOptions, type DesktopUnderTest } from './desktop-under-test.ts'

/** For a test file: the built product, and desktops that are ended with the test that started them. */
export function useDesktops(): { start: (options?: Partial<DesktopOptions>) => Promise<DesktopUnderTest>; product: () => string } {
  let product = ''
  const running: DesktopUnderTest[] = []
  beforeAll(async () => {
    product = await copyBuiltProduct()
  })
  afterEach(async () => {
    for (const desktop of running.splice(0)) await desktop.end()
  })
  afterAll(() => rmSync(product, { recursive: true, force: true }))
  return {
    product: () => product,
    start: async (options = {}) => {
      const desktop = await startDesktop({ product, ...options })
      running.push(desktop)
      return desktop
    },
  }
}
