import type { Interval, Undefined } from '../consistency/estimate.ts'
import type { TooFew } from '../consistency/resampling.ts'

/** Pads every cell to the widest of its column. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const plain = rows.map((row) => row.map(printable))
  const widths = plain[0]?.map((_, column) => Math.max(...plain.map((row) => width(row[column] ?? '')))) ?? []
  const pad = (cell: string, column: number) => cell + ' '.repeat((widths[column] ?? 0) - width(cell))
  return plain.map((row) => row.map(pad).join('  ').trimEnd())
}

/** Names come from files: none may move a terminal's cursor. */
function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, ' ')
}

/** Columns of a terminal: Chinese and Japanese signs take two. */
function width(text: string): number {
  return text.length + (text.match(/[\u3000-\u9fff\uff00-\uff60]/g)?.length ?? 0)
}

export function bounds(interval: Interval | Undefined | TooFew): string {
  if ('found' in interval) return `too few (${interval.found})`
  return 'undefined' in interval ? `none: ${interval.undefined}` : `${fixed(interval.low)} – ${fixed(interval.high)}`
}

/** A figure to so many digits, or a dash where it does not exist. */
export function fixed(value: number | Undefined, digits = 4): string {
  return typeof value === 'number' ? value.toFixed(digits) : '–'
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
