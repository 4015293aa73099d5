/** A value with its interval, if it has one. */
export interface Estimate {
  readonly label: string
  readonly value: number
  readonly low?: number | undefined
  readonly high?: number | undefined
}

/** What chance alone gives, drawn behind all rows. */
export interface Band {
  readonly low: number
  readonly high: number
}

/** Where things stand: on wide screens labels left of the marks and numbers right, on narrow ones both above. */
const layouts = {
  wide: { width: 960, left: 260, right: 170, rowHeight: 28, textAbove: 0, label: 248, anchor: 'end' },
  narrow: { width: 320, left: 8, right: 12, rowHeight: 50, textAbove: 20, label: 0, anchor: 'start' },
} as const
type PlotLayout = keyof typeof layouts

/** A page draws a plot in each; its style shows one of them. */
export const plotLayouts = Object.keys(layouts) as PlotLayout[]

const top = 52

/** One row per estimate: a dot at its value, a bar over its interval, the numbers at the end, and a band behind them.
 *  Numbers in, positions out; the view draws. The axis begins at 0 and ends at the first tick that nothing goes
 *  beyond. */
export function intervalPlot(estimates: readonly Estimate[], band: Band, layout: PlotLayout) {
  const { width, left, right, rowHeight, textAbove, label, anchor } = layouts[layout]
  const most = Math.max(0.1, band.high, ...estimates.map(({ value, high }) => high ?? value))
  const ticks = Array.from({ length: Math.ceil(most / 0.1 - 1e-9) + 1 }, (_, n) => n / 10)
  const end = ticks.at(-1) ?? 0.1
  const x = (value: number) => Math.round(left + (value / end) * (width - left - right))
  const rows = estimates.map((estimate, n) => {
    const { value, low, high } = estimate
    const y = top + (n + 0.5) * rowHeight + textAbove / 2
    const bar = low === undefined || high === undefined ? undefined : { from: x(low), to: x(high) }
    return { ...estimate, y, textY: y - textAbove, dot: x(value), bar }
  })
  const from = x(band.low)
  return {
    layout,
    width,
    height: top + estimates.length * rowHeight,
    label: { x: label, anchor },
    top,
    ticks: ticks.map((value) => ({ value, x: x(value) })),
    band: { from, width: Math.max(2, x(band.high) - from), middle: (from + x(band.high)) / 2 },
    rows,
  }
}
