import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

interface AxeInPage {
  readonly run: (context: Document, options: { resultTypes: ['violations'] }) => Promise<AxeResults>
}

/** What axe-core finds serious or critical, one line each. Run from the inspector's side, which the content policy does not bind. */
export async function seriousProblems(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: AxeInPage }).axe.run(document, { resultTypes: ['violations'] })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary?.replaceAll(/\s+/gu, ' ').slice(0, 260) ?? ''}`))
  })
}
