import { mean } from './mean.ts'
import { sum } from './sum.ts'

/**
 * Pearson's correlation of pairs: how well a straight line tells one side from the other.
 * 1 on a rising line, -1 on a falling one, 0 where none helps.
 * Undefined for fewer than two pairs, or where one side is constant.
 *
 * O(pairs). Pearson (1895), doi:10.1098/rspl.1895.0041.
 * @throws {RangeError} if the sides differ in length
 * @example pearson([1, 2, 3], [1, 3, 2]) // 0.5
 */
export function pearson(a: readonly number[], b: readonly number[]): number | undefined {
  if (a.length !== b.length) throw new RangeError('pearson requires sides of equal length')
  if (isConstant(a) || isConstant(b)) return undefined
  const [fromA, fromB] = [fromMean(a), fromMean(b)]
  const [spreadA, spreadB] = [fromA, fromB].map((side) => Math.sqrt(sum(side.map((value) => value ** 2))))
  const together = sum(fromA.map((value, k) => value * (fromB[k] ?? 0)))
  return Math.min(Math.max(together / ((spreadA ?? 0) * (spreadB ?? 0)), -1), 1)
}

function isConstant(side: readonly number[]): boolean {
  return side.every((value) => value === side[0])
}

function fromMean(side: readonly number[]): number[] {
  const centre = mean(side) ?? 0
  return side.map((value) => value - centre)
}
