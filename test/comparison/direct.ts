/**
 * The figures of a comparison worked out another way than the product does: by plain loops, by searching for the
 * centroid where the product iterates, by a bootstrap that draws row by row. Slow, and for tests only.
 * Nothing here comes from `server`. An answer is its share on "supports" out of two stances.
 */

/** How far each answer of a group lies from the group's centroid: study.md 1.3. */
export function distancesInGroup(shares: readonly number[]): number[] {
  let alike = true
  for (const a of shares) for (const b of shares) alike &&= Math.abs(a - b) <= 1e-4 + 1e-5 * Math.min(b, 1 - b)
  if (alike) return shares.map(() => 0)
  const smoothed = shares.map((share) => (share + 1e-10) / (1 + 2e-10))
  const centre = lowestPoint((at) => {
    let total = 0
    for (const share of smoothed) total += divergence([share, 1 - share], [at, 1 - at])
    return total
  })
  return smoothed.map((share) => {
    const isThere = Math.abs(share - centre) <= 1e-8 + 1e-5 * Math.min(centre, 1 - centre)
    return isThere ? 0 : Math.sqrt(divergence([share, 1 - share], [centre, 1 - centre]))
  })
}

/** Where a function of 0 … 1 is lowest: on a grid, then by golden section. */
function lowestPoint(height: (at: number) => number): number {
  let best = 0
  for (let n = 1; n <= 200; n++) if (height(n / 200) < height(best)) best = n / 200
  let [from, to] = [Math.max(best - 1 / 200, 0), Math.min(best + 1 / 200, 1)]
  const golden = (Math.sqrt(5) - 1) / 2
  for (let step = 0; step < 70; step++) {
    const [left, right] = [to - golden * (to - from), from + golden * (to - from)]
    if (height(left) < height(right)) to = right
    else from = left
  }
  return (from + to) / 2
}

/** Jensen-Shannon divergence in nats: entropy of the middle less the mean of the entropies. */
function divergence(p: readonly number[], q: readonly number[]): number {
  const middle = p.map((share, k) => (share + (q[k] ?? 0)) / 2)
  return Math.max(nats(middle) - (nats(p) + nats(q)) / 2, 0)
}

function nats(shares: readonly number[]): number {
  let total = 0
  for (const share of shares) if (share > 0) total -= share * Math.log(share)
  return total
}

/** Jensen-Shannon distance of two answers. */
export function jensenShannon(a: number, b: number): number {
  return a === b ? 0 : Math.sqrt(divergence([a, 1 - a], [b, 1 - b]))
}

/** The share that must move from one stance to the other. */
export function totalVariation(a: number, b: number): number {
  return Math.max(a, b) - Math.min(a, b)
}

export function average(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total / values.length
}

export type Pair = readonly [number, number]

/** Pearson's correlation by sums of squares; undefined where a side is constant. */
export function pearson(pairs: readonly Pair[]): number | undefined {
  const [meanA, meanB] = [average(pairs.map(([a]) => a)), average(pairs.map(([, b]) => b))]
  let [aa, bb, ab] = [0, 0, 0]
  for (const [a, b] of pairs) {
    aa += (a - meanA) * (a - meanA)
    bb += (b - meanB) * (b - meanB)
    ab += (a - meanA) * (b - meanB)
  }
  const isFlat = aa < flat || bb < flat
  return isFlat ? undefined : ab / Math.sqrt(aa * bb)
}

/** Less than this is rounding: the centroid of four against one differs by 1e-9 from that of one against four. */
const flat = 1e-14
const same = 1e-7

/** Pearson's correlation of ranks; values that differ by rounding only are tied. */
export function spearman(pairs: readonly Pair[]): number | undefined {
  const [ones, others] = [ranks(pairs.map(([a]) => a)), ranks(pairs.map(([, b]) => b))]
  return pearson(ones.map((rank, n) => [rank, others[n] ?? NaN]))
}

function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    let [below, level] = [0, 0]
    for (const other of values) {
      if (Math.abs(other - value) < same) level += 1
      else if (other < value) below += 1
    }
    return below + (level + 1) / 2
  })
}

/** Between which values a number must lie. */
export interface Band {
  readonly from: number
  readonly to: number
}

/** Draws one of so many, by its place. */
export type Place = (size: number) => number

export interface Bounds {
  readonly low: Band
  readonly high: Band
}

/** How often the product draws, and how often it is drawn here. */
const [theirs, ours] = [9999, 10_000]

/**
 * Where the percentile bounds of a resampled figure must be found by somebody who draws 9,999 times with another
 * generator. The share of draws below a bound has a standard error of sqrt(0.025 x 0.975 / draws), theirs and ours
 * together 0.0022; four of these around 0.025 and 0.975 make the band, about 4 % of the interval to either side.
 * One bound in 16,000 lies outside by chance.
 */
export function percentileBands(draw: (place: Place) => number | undefined, level = 0.95): Bounds {
  const sorted = drawn(draw)
  const tail = (1 - level) / 2
  const slack = 4 * shareError(tail)
  return { low: band(sorted, [tail - slack, tail + slack]), high: band(sorted, [1 - tail - slack, 1 - tail + slack]) }
}

/** Standard error of a share of draws, theirs and ours together. */
function shareError(share: number): number {
  return Math.sqrt(share * (1 - share) * (1 / theirs + 1 / ours))
}

/** Between which values the share of 9,999 draws that come out as told must lie. */
export function shareBand(draw: (place: Place) => number | undefined, isTold: (value: number) => boolean): Band {
  const values = drawn(draw)
  const share = values.filter(isTold).length / values.length
  return around(share, 4 * shareError(share))
}

/** A share and what lies beside it by chance; of very small shares a few draws decide. */
export function around(share: number, slack: number): Band {
  return { from: share - slack - 3 / theirs, to: share + slack + 3 / theirs }
}

/**
 * The same for the bootstrap interval of a mean that is bias corrected and accelerated: study.md 1.10. Its bias is
 * counted from the draws, too: a standard error of 1.25 / sqrt(draws), which moves the shares by twice the density there.
 */
export function bcaBands(values: readonly number[]): Bounds {
  const means = drawn((place) => {
    let total = 0
    for (let n = 0; n < values.length; n++) total += values[place(values.length)] ?? NaN
    return total / values.length
  })
  const mean = average(values)
  let below = 0
  for (const draw of means) below += Math.abs(draw - mean) < 1e-12 ? 0.5 : Number(draw < mean)
  const bias = quantileOfNormal(below / means.length)
  const bend = accelerationOf(values)
  const biasError = 1.25 * Math.sqrt(1 / theirs + 1 / ours)
  const bandAt = (z: number) => {
    const at = bias + (bias + z) / (1 - bend * (bias + z))
    const share = normal(at)
    const moved = 2 * biasError * density(at)
    const slack = 4 * Math.hypot(moved, shareError(share))
    return band(means, [share - slack, share + slack])
  }
  return { low: bandAt(-1.959964), high: bandAt(1.959964) }
}

function accelerationOf(values: readonly number[]): number {
  const whole = average(values) * values.length
  const left = values.map((value) => (whole - value) / (values.length - 1))
  const middle = average(left)
  let [squares, cubes] = [0, 0]
  for (const one of left) {
    squares += (middle - one) ** 2
    cubes += (middle - one) ** 3
  }
  return cubes / (6 * squares ** 1.5)
}

function drawn(draw: (place: Place) => number | undefined): number[] {
  const place = places(20_261_125)
  const values: number[] = []
  for (let n = 0; n < ours; n++) {
    const value = draw(place)
    if (value !== undefined) values.push(value)
  }
  return values.sort((a, b) => a - b)
}

/** A small generator of our own: mulberry32 of Tommy Ettinger. */
export function places(seed: number): Place {
  let state = seed
  return (size) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * size)
  }
}

function band(sorted: readonly number[], [from, to]: Pair): Band {
  const at = (share: number) => sorted[Math.round(Math.min(Math.max(share, 0), 1) * (sorted.length - 1))] ?? NaN
  return { from: at(from) - 1e-6, to: at(to) + 1e-6 }
}

function density(z: number): number {
  return Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI)
}

/** Area under the normal curve, by Simpson's rule from 0. */
function normal(z: number): number {
  let total = 0
  for (let n = 0; n < 200; n++) {
    const [a, b] = [(z * n) / 200, (z * (n + 1)) / 200]
    total += ((b - a) / 6) * (density(a) + 4 * density((a + b) / 2) + density(b))
  }
  return 0.5 + total
}

function quantileOfNormal(share: number): number {
  let [from, to] = [-8, 8]
  for (let step = 0; step < 60; step++) {
    const middle = (from + to) / 2
    if (normal(middle) < share) from = middle
    else to = middle
  }
  return from
}
