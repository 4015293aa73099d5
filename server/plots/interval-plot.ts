/** A value with its interval, if it has one. */
export interface Estimate {
  readonly label: string
  readonly value: number
  readonly low?: number | undefined
  readonly high?: number | undefined
}

const rowHeight = 28
const top = 34

/** One row per estimate: a dot at its value, a bar over its interval, the numbers at the end. Numbers in, positions
 *  out; the view draws. The axis begins at 0 and ends at the first tick that no interval goes beyond. */
export function intervalPlot(estimates: readonly Estimate[], { width = 960, labels = 260, numbers = 170 } = {}) {
  const most = Math.max(0.1, ...estimates.map(({ value, high }) => high ?? value))
  const ticks = Array.from({ length: Math.ceil(most / 0.1 - 1e-9) + 1 }, (_, n) => n / 10)
  const end = ticks.at(-1) ?? 0.1
  const x = (value: number) => Math.round(labels + (value / end) * (width - labels - numbers))
  const rows = estimates.map(({ label, value, low, high }, n) => ({
    label,
    y: top + (n + 0.5) * rowHeight,
    dot: x(value),
    bar: low === undefined || high === undefined ? undefined : { from: x(low), to: x(high) },
    value,
    low,
    high,
  }))
  const height = top + estimates.length * rowHeight
  return { width, height, labels: labels - 12, top, ticks: ticks.map((value) => ({ value, x: x(value) })), rows }
}
