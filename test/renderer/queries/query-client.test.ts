import { describe, expect, test } from 'vitest'
import { concerns } from '../../../renderer/queries/query-client.ts'

describe('what a change makes stale', () => {
  test('a list of the topic', () => {
    expect(concerns(['orders', 'list', { search: '' }], { topic: 'orders', id: 'A' })).toBe(true)
  })
  test('the one that changed', () => {
    expect(concerns(['orders', 'one', 'A'], { topic: 'orders', id: 'A' })).toBe(true)
  })
  test('not another one', () => {
    expect(concerns(['orders', 'one', 'B'], { topic: 'orders', id: 'A' })).toBe(false)
  })
  test('every one, when many changed', () => {
    expect(concerns(['orders', 'one', 'B'], { topic: 'orders', id: null })).toBe(true)
  })
  test('not another topic', () => {
    expect(concerns(['attention', 'list'], { topic: 'orders', id: 'A' })).toBe(false)
  })
  test('how accounts stand, when an order changed', () => {
    expect(concerns(['accounts', 'list'], { topic: 'orders', id: 'A' })).toBe(true)
  })
})
