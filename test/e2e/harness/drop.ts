import type { Page } from 'playwright-core'

export interface DroppedFile {
  readonly name: string
  readonly text: string
}

/** Lets files fall on the page, as from a folder's window. */
export async function dropFiles(page: Page, files: readonly DroppedFile[]): Promise<void> {
  const dropped = await page.evaluateHandle((all: readonly DroppedFile[]) => {
    const transfer = new DataTransfer()
    for (const { name, text } of all) transfer.items.add(new File([text], name))
    return transfer
  }, files)
  await page.dispatchEvent('main', 'dragover', { dataTransfer: dropped })
  await page.dispatchEvent('main', 'drop', { dataTransfer: dropped })
}
