import assert from 'node:assert/strict'

/** Fails unless two numbers, or two lists of numbers place by place, agree within a tolerance. */
export function near(
  actual: number | readonly number[] | undefined,
  expected: number | readonly number[],
  within = 1e-6,
) {
  const [found, wanted] = [[actual ?? NaN].flat(), [expected].flat()]
  const agree =
    found.length === wanted.length && found.every((value, k) => Math.abs(value - (wanted[k] ?? NaN)) <= within)
  assert.ok(agree, `${JSON.stringify(actual)} is not within ${within} of ${JSON.stringify(expected)}`)
}
