/**
 * Sum of numbers, from left to right. 0 where there are none.
 * @example sum([1, 2, 4]) // 7
 */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
