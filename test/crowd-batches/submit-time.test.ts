import assert from 'node:assert/strict'
import { test } from 'node:test'
import { submitTime } from '../../server/crowd-batches/submit-time.ts'

test('submitTime(text) reads the zones of North America, UTC and offsets as the moments they are', () => {
  const moments: [zone: string, utcHour: number][] = [
    ['UTC', 2],
    ['GMT', 2],
    ['EDT', 6],
    ['EST', 7],
    ['CDT', 7],
    ['CST', 8],
    ['MDT', 8],
    ['MST', 9],
    ['PDT', 9],
    ['PST', 10],
    ['-0700', 9],
    ['+02:00', 0],
    ['GMT+0100', 1],
  ]
  for (const [zone, hour] of moments) {
    assert.equal(submitTime(`Mon Jul 01 02:16:05 ${zone} 2024`), Date.UTC(2024, 6, 1, hour, 16, 5), zone)
  }
})

test('submitTime(text) does not look at the weekday', () => {
  assert.equal(submitTime('Fri Jul 01 02:16:05 PDT 2024'), submitTime('Jul  1 02:16:05 PDT 2024'))
})

test('submitTime(text) is undefined for an unknown zone, no date of the calendar, or no time at all', () => {
  const wrong = ['Mon Jul 01 02:16:05 XYZ 2024', 'Thu Feb 30 02:16:05 PST 2024', 'Mon Jly 01 02:16:05 PDT 2024']
  for (const text of [...wrong, 'Mon Jul 01 24:61:05 PDT 2024', 'Mon Jul 01 02:16:05 constructor 2024', '']) {
    assert.equal(submitTime(text), undefined, text)
  }
})
