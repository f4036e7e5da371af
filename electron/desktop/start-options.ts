import path from 'node:path'
import { defaultDataFolder } from '../node-host/default-folder.ts'

/** `--data DIR` or `--data=DIR`, wherever it stands; else the operating system's place for it. */
export function dataFolderFrom(words: readonly string[], environment: NodeJS.ProcessEnv): string {
  const at = words.findIndex((word) => word === '--data' || word.startsWith('--data='))
  const word = at < 0 ? undefined : words[at]
  const given = word === undefined ? undefined : word.startsWith('--data=') ? word.slice('--data='.length) : words[at + 1]
  return given === undefined || given === '' ? defaultDataFolder(environment) : path.resolve(given)
}

/** Variables that would make the backend load other code, taken out; the rest is kept, because systems need some of it. */
export const withoutLoaderVariables = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(?:NODE_|ELECTRON_|LD_|DYLD_)/iu.test(name)))
