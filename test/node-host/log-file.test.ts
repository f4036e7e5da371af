import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLogFile } from '../../electron/node-host/log-file.ts'

let folder: string
let logs: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-log-'))
  logs = path.join(folder, 'logs')
  file = path.join(logs, 'counterfoil.log')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const eventsIn = (name: string): unknown[] =>
  readFileSync(name, 'utf8').trimEnd().split('\n').map((line) => (JSON.parse(line) as { event: unknown }).event)

describe('the log', () => {
  it('is one line of JSON an event', () => {
    createLogFile(folder).warn('orders.late', { orders: 2 })
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ level: 'warn', event: 'orders.late', orders: 2 })
  })

  it('begins anew when it has grown too large, and keeps what was before', () => {
    mkdirSync(logs)
    writeFileSync(file, ' '.repeat(5_000_001))
    createLogFile(folder).info('next')
    expect(eventsIn(file)).toEqual(['next'])
    expect(existsSync(`${file}.1`)).toBe(true)
  })
})

describe('a log that cannot be written ends nothing', () => {
  it('its folder goes away in between: it is made again', () => {
    const log = createLogFile(folder)
    log.info('before')
    rmSync(logs, { recursive: true })
    log.info('after')
    expect(eventsIn(file)).toEqual(['after'])
  })

  it('its folder cannot be made: the line is lost, and the next is tried again', () => {
    const log = createLogFile(folder)
    writeFileSync(logs, 'a file where the folder should be')
    expect(() => log.error('lost')).not.toThrow()
    rmSync(logs)
    log.error('kept')
    expect(eventsIn(file)).toEqual(['kept'])
  })

  it('the large one cannot be put aside: it grows on', () => {
    mkdirSync(path.join(`${file}.1`, 'in the way'), { recursive: true })
    writeFileSync(file, `${' '.repeat(5_000_001)}\n`)
    expect(() => createLogFile(folder).info('grown')).not.toThrow()
    expect(readFileSync(file, 'utf8')).toContain('"grown"')
  })

  it.skipIf(!existsSync('/dev/full'))('the disk is full', () => {
    mkdirSync(logs)
    symlinkSync('/dev/full', file)
    expect(() => createLogFile(folder).error('lost')).not.toThrow()
  })
})
