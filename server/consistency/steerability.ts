import { percentileInterval } from '../statistics/percentile-interval.ts'
import { derivedSeed, type SeededRandom, seededRandom } from '../statistics/seeded-random.ts'
import { type Interval, level, resamples, type Undefined } from './estimate.ts'
import type { PortraitAnswer } from './kept-answer.ts'
import { type Moved, movedAnswers } from './moved-answers.ts'

/** How much prompting a value moves the answers to the portraits that show it. */
export interface Steerability {
  /** A Schwartz value, in small letters. */
  readonly value: string
  /** How many of the prompted values move these answers less than the value itself: 0 … of - 1. */
  readonly rank: number
  /** How many values were prompted. */
  readonly of: number
  readonly interval: Interval | Undefined
  /** Mean loss of probability of the stance taken without a value, by prompted value; below 0, the stance gained. */
  readonly shifts: readonly { readonly promptedValue: string; readonly shift: number }[]
}

type Row = readonly (number | undefined)[]
/** One row for each respondent of a group, one column for each value shown; undefined where nothing was answered. */
type Shifts = readonly Row[]

/**
 * Rank of each Schwartz value among the prompted ones by how far it moves answers to its own portraits.
 * Of people, each prompted with one value, the groups are pooled, and people are drawn anew within them.
 * Equal shifts keep the order of the values' names. Values that were shown but not prompted have no rank.
 * @param unit what is drawn anew: respondents, or repetitions of one model
 */
export function steerabilityOf(
  answers: readonly PortraitAnswer[],
  { seed, unit }: { readonly seed: number; readonly unit: string },
): Steerability[] {
  const moved = movedAnswers(answers)
  const prompted = [...new Set(moved.map(({ promptedValue }) => promptedValue))].sort()
  const shown = [...new Set(answers.map(({ value }) => value))].sort()
  const groups = prompted.map((name) => shiftsUnder(name, moved, shown))
  const means = groups.map((group) => meansOf(group))
  const draws = drawnRanks(groups, { prompted, shown, seed })
  return shown.flatMap((value, column) => {
    const own = prompted.indexOf(value)
    if (means[own]?.[column] === undefined) return []
    const shifts = prompted.flatMap((promptedValue, row) => {
      const shift = means[row]?.[column]
      return shift === undefined ? [] : { promptedValue, shift }
    })
    const rank = rankOf(own, column, means)
    return { value, rank, of: shifts.length, interval: intervalOf(draws?.[column], unit), shifts }
  })
}

function shiftsUnder(name: string, moved: readonly Moved[], shown: readonly string[]): Shifts {
  const rows = moved
    .filter(({ promptedValue }) => promptedValue === name)
    .map(({ shifts }) => shown.map((value) => shifts.get(value)))
  return rows.sort(byContent)
}

function byContent(one: Row, other: Row): number {
  const place = one.findIndex((shift, k) => shift !== other[k])
  return place < 0 ? 0 : (one[place] ?? -Infinity) - (other[place] ?? -Infinity)
}

/** Mean of each column over the rows as they are or, given chance, over as many drawn anew. */
function meansOf(rows: Shifts, random?: SeededRandom): Row {
  const columns = (rows[0] ?? []).map(() => ({ sum: 0, told: 0 }))
  for (let n = 0; n < rows.length; n++) addTold(columns, rows[random ? random.place(rows.length) : n] ?? [])
  return columns.map(({ sum, told }) => (told === 0 ? undefined : sum / told))
}

function addTold(columns: readonly { sum: number; told: number }[], row: Row): void {
  for (const [k, column] of columns.entries()) {
    const shift = row[k]
    if (shift === undefined) continue
    column.sum += shift
    column.told += 1
  }
}

/** How many prompted values move the portraits of a column less; of equal ones, those before in the alphabet. */
function rankOf(own: number, column: number, means: readonly Row[]): number {
  const shift = means[own]?.[column] ?? 0
  const isBefore = (other: number | undefined, row: number) =>
    other !== undefined && (other < shift || (other === shift && row < own))
  return means.filter((row, n) => isBefore(row[column], n)).length
}

interface Drawing {
  readonly prompted: readonly string[]
  readonly shown: readonly string[]
  readonly seed: number
}

/** With more draws than this share without an answer, the others are no fair picture. */
const mostLeftOut = 0.05

/** Ranks of each shown value when people are drawn anew; undefined where a value was prompted to one respondent only. */
function drawnRanks(groups: readonly Shifts[], { prompted, shown, seed }: Drawing): Float64Array[] | undefined {
  if (groups.length === 0 || groups.some(({ length }) => length < 2)) return undefined
  const random = seededRandom(derivedSeed([seed, 'steerability']))
  const ranks = shown.map(() => new Float64Array(resamples))
  for (let n = 0; n < resamples; n++) {
    const means = groups.map((group) => meansOf(group, random))
    for (const [column, value] of shown.entries()) {
      const own = prompted.indexOf(value)
      ranks[column]?.fill(means[own]?.[column] === undefined ? NaN : rankOf(own, column, means), n, n + 1)
    }
  }
  return ranks
}

function intervalOf(ranks: Float64Array | undefined, unit: string): Interval | Undefined {
  if (!ranks) return { undefined: `a value was prompted to one ${unit} only` }
  const told = ranks.filter((rank) => !Number.isNaN(rank))
  if (told.length < resamples * (1 - mostLeftOut)) return { undefined: 'too few respondents answered these portraits' }
  return { ...percentileInterval(told, level), level, method: 'percentile', resamples: told.length, unit }
}
