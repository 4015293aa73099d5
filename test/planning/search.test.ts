import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { smallestSize } from '../../server/planning/search.ts'

test('smallestSize(guess, sizes, does) finds where it begins, from any guess, asking each size at most once', () => {
  const given = fc.record({
    least: fc.integer({ min: 1, max: 50 }),
    span: fc.integer({ min: 0, max: 1000 }),
    begins: fc.integer({ min: -10, max: 1100 }),
    guess: fc.integer({ min: -100, max: 2000 }),
  })
  fc.assert(
    fc.property(given, ({ least, span, begins, guess }) => {
      const most = least + span
      const asked: number[] = []
      const found = smallestSize(guess, { least, most }, (size) => {
        asked.push(size)
        return size >= begins
      })
      assert.equal(found, Math.min(Math.max(begins, least), most + 1))
      assert.equal(new Set(asked).size, asked.length)
      assert.ok(asked.every((size) => size >= least && size <= most))
    }),
    { seed: 3, numRuns: 2000 },
  )
})

test('smallestSize(guess, sizes, does) asks two sizes where the guess is right', () => {
  const asked: number[] = []
  smallestSize(17, { least: 2, most: 1000 }, (size) => {
    asked.push(size)
    return size >= 17
  })
  assert.deepEqual(asked, [17, 16])
})
