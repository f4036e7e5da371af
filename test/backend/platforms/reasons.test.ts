import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { notDoneReasons, refusalReasons, unknownReasons } from '../../../electron/backend/platforms/platform.ts'

test.for(['en', 'zh-CN'])('every reason that a platform can give has words in %s', (language) => {
  const words = JSON.parse(readFileSync(new URL(`../../../resources/translations/${language}/words.json`, import.meta.url), 'utf8')) as { why: Record<string, string> }
  const wordless = [...notDoneReasons, ...unknownReasons, ...refusalReasons].filter((reason) => (words.why[reason] ?? '') === '')
  expect(wordless).toEqual([])
})
