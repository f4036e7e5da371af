/** Records are camelCase, columns snake_case; these write the dull half of a statement from the record's field names. */

const columnOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** "order_id AS orderId, amount_minor AS amountMinor". */
export const selectList = (fields: readonly string[], table = ''): string =>
  fields.map((field) => `${table === '' ? '' : `${table}.`}${columnOf(field)} AS ${field}`).join(', ')

/** "INSERT INTO orders (order_id, ...) VALUES (@orderId, ...)". */
export const insertInto = (table: string, fields: readonly string[]): string =>
  `INSERT INTO ${table} (${fields.map(columnOf).join(', ')}) VALUES (${fields.map((field) => `@${field}`).join(', ')})`

/** "state = @state, state_at = @stateAt". */
export const assignments = (fields: readonly string[]): string =>
  fields.map((field) => `${columnOf(field)} = @${field}`).join(', ')
