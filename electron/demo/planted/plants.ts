import { addDays, businessDayOf, instantOf, type Day } from '../../../shared/business-day.ts'
import type { ExceptionCode } from '../../../shared/exception-code.ts'
import { charge, listen, pay, type Sale, type Sold } from '../counter.ts'
import type { Stage } from '../stage.ts'
import type { SettlementFile, SettlementRow } from './settlement-file.ts'

/** One thing that was made to go wrong. */
export interface PlantedCase {
  readonly code: ExceptionCode
  /** Order number, file or account that it is about. */
  readonly subject: string
  readonly sentence: string
}

/** A change of a settlement file before it is brought in, made where the file has the order's row. */
export type FileEdit = (file: SettlementFile, row: SettlementRow) => void

/** What goes wrong in the demonstration: written down when it is done, and the changes of files that are still to come. */
export interface Plants {
  readonly cases: readonly PlantedCase[]
  note(code: ExceptionCode, subject: string, sentence: string): void
  /** The last business day. */
  readonly lastDay: Day
  /** A business day so many days before the last. */
  back(days: number): Day
  /** A moment of that day, by the clock in the shop. */
  at(daysBack: number, hour: number, minute?: number): number
  edit(sold: Sold, edit: FileEdit): void
  editOf(merchantReference: string): FileEdit | undefined
}

/** Days that the planted cases need: some are only wrong when they are old enough. */
export const neededDays = 28

export function createPlants(endAt: number, rule: { readonly zone: string; readonly cutoffHour: number }): Plants {
  const cases: PlantedCase[] = []
  const edits = new Map<string, FileEdit>()
  const lastDay = businessDayOf(endAt, rule)
  const back = (days: number): Day => addDays(lastDay, -days)
  return {
    cases, lastDay, back,
    note: (code, subject, sentence) => void cases.push({ code, subject, sentence }),
    at: (daysBack, hour, minute = 0) => instantOf(back(daysBack), hour, rule.zone) + minute * 60_000,
    edit: (sold, edit) => void edits.set(sold.reference, edit),
    editOf: (reference) => edits.get(reference),
  }
}

export const orderName = ({ number }: Pick<Sold, 'number'>): string => `order ${number}`

/** Charges at a moment, has the customer pay half a minute later, and goes on with the paid order. */
export function sellAt(stage: Stage, at: number, sale: Sale & { readonly choice?: string }, then: (sold: Sold) => Promise<void> | void): void {
  stage.diary.at(at, async () => {
    const sold = await charge(stage, sale)
    stage.diary.at(at + 30_000, async () => {
      if (!pay(stage, sold, sold.reference, sale.choice ?? 'visa', 'approve')) throw new Error(`a planted order is not paid: ${sold.number}`)
      await listen(stage)
      await then(sold)
    })
  })
}

/** A sale of the online shop. */
export const onlineSale = (stage: Stage, minor: number, description: string, customer: string): Sale => ({
  account: stage.online, by: stage.owner, till: 'online', minor, description, customer,
})

/** A sale at the counter. */
export const tillSale = (stage: Stage, minor: number, description: string): Sale => ({
  account: stage.till, by: stage.staff[0]!, till: 'till-1', minor, description,
})
