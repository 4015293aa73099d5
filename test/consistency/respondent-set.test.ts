import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RespondentSet } from '../../server/consistency/respondent-set.ts'

const names = Array.from({ length: 200_000 }, (_, n) => `participant ${n}`)

function setOf(all: Iterable<string>): RespondentSet {
  const set = new RespondentSet()
  for (const name of all) set.add(name)
  return set
}

test('RespondentSet counts distinct names exactly, 200,000 of them, and knows each when it comes again', () => {
  const set = new RespondentSet()
  assert.ok(names.every((name) => set.add(name)))
  assert.equal(set.size, names.length)
  assert.ok(names.every((name) => !set.add(name)))
  assert.equal(set.size, names.length)
})

test('RespondentSet counts as a Set does where names repeat at random, and tells each time which is new', () => {
  const [set, known] = [new RespondentSet(), new Set<string>()]
  for (let n = 0; n < 100_000; n++) {
    const name = String(((n * 48_271) % 2_147_483_647) % 20_011)
    assert.equal(set.add(name), !known.has(name))
    known.add(name)
  }
  assert.equal(set.size, known.size)
})

test('RespondentSet tells names apart that differ in little: letters, blanks, accents, no letter at all', () => {
  const alike = ['p1', 'P1', 'p1 ', ' p1', 'p\u00e1', 'pa\u0301', '', '\0', '0', '00', '人1', '人2']
  assert.equal(setOf([...alike, ...alike]).size, new Set(alike).size)
})

test('RespondentSet.addAll(other) makes the union, and leaves the other as it is', () => {
  const [one, other] = [setOf(names.slice(0, 120_000)), setOf(names.slice(90_000))]
  one.addAll(other)
  assert.deepEqual([one.size, other.size], [200_000, 110_000])
  assert.ok(names.every((name) => !one.add(name)))
  assert.ok(other.add(names[0] ?? ''))
})

test('RespondentSet.addAll(other) adds nothing of an empty set, and of itself', () => {
  const set = setOf(names.slice(0, 1000))
  set.addAll(new RespondentSet())
  set.addAll(set)
  assert.equal(set.size, 1000)
})
