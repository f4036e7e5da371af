import type { Exception, ExceptionFilter } from '../../shared/contract/reconciliation.ts'
import { exceptionCodes, type ExceptionCode, type ExceptionSeverity } from '../../shared/exception-code.ts'

export const exceptionStates: readonly Exception['state'][] = ['open', 'explained', 'waived', 'resolved']
export const severities: readonly ExceptionSeverity[] = ['stop', 'note', 'info']
/** What is looked at without a word about the state. */
const usualStates: readonly Exception['state'][] = ['open']

const chosenOf = <T extends string>(text: string | null, known: readonly T[]): T[] => known.filter((one) => (text ?? '').split(',').includes(one))
const ulid = /^[0-9A-HJKMNP-TV-Z]{26}$/u
const idOf = (text: string | null): string | null => (text !== null && ulid.test(text) ? text : null)

/** The filter as it stands in the address; unknown words in it filter nothing. */
export function filterOf(query: URLSearchParams): ExceptionFilter {
  const states = chosenOf(query.get('state'), exceptionStates)
  return {
    codes: chosenOf<ExceptionCode>(query.get('code'), exceptionCodes),
    severities: chosenOf(query.get('weight'), severities),
    accountId: idOf(query.get('account')),
    states: states.length === 0 ? [...usualStates] : states,
    owner: idOf(query.get('owner')),
  }
}

/** The address's query for a filter; what is usual is left out. */
export function queryOf(filter: ExceptionFilter): URLSearchParams {
  const query = new URLSearchParams()
  const put = (name: string, value: string | null): void => {
    if (value !== null && value !== '') query.set(name, value)
  }
  put('code', filter.codes.join(','))
  put('weight', filter.severities.join(','))
  put('state', filter.states.join(',') === usualStates.join(',') ? null : filter.states.join(','))
  put('account', filter.accountId)
  put('owner', filter.owner)
  return query
}

export const isFiltering = (filter: ExceptionFilter): boolean => queryOf(filter).size > 0
