import path from 'node:path'
import { parseArgs } from 'node:util'

const usage = `Starts the console: npm start -- [--web] [--port NUMBER] [--no-open] [--data FOLDER]
  --web            in the browser, even where the desktop runtime is there
  --port NUMBER    at this port of 127.0.0.1 (in the browser)
  --no-open        does not open the browser; the address is printed
  --data FOLDER    the folder that holds the shop
`

/** What was asked for on the command line; null after saying what was wrong with it. */
export function readStartWords(words) {
  try {
    const { values } = parseArgs({
      args: words,
      options: { web: { type: 'boolean' }, port: { type: 'string' }, 'no-open': { type: 'boolean' }, data: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    })
    if (values.help === true) {
      process.stdout.write(usage)
      return null
    }
    // npm runs scripts in the project's folder; a folder on the command line is meant from where the person is.
    const data = values.data === undefined ? [] : ['--data', path.resolve(process.env.INIT_CWD ?? process.cwd(), values.data)]
    const port = values.port === undefined ? [] : ['--port', values.port]
    const noOpen = values['no-open'] === true ? ['--no-open'] : []
    return { web: values.web === true, port: values.port, forDesktop: data, forWeb: [...data, ...port, ...noOpen] }
  } catch (error) {
    process.stderr.write(`${error.message}\n${usage}`)
    process.exitCode = 2
    return null
  }
}
