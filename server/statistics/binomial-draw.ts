import { logFactorial } from './log-factorial.ts'
import type { SeededRandom } from './seeded-random.ts'

/**
 * Draws how many of `trials` succeed, exactly binomial: 0 … trials. Trials is a whole number, probability 0 … 1.
 * Walks up from 0 where few successes are likely, else rejects from a transformed uniform, so that the time
 * does not grow with the trials. Three bare arguments, as it is called millions of times. Hörmann (1993), doi:10.1080/00949659308811496, algorithm BTRS.
 */
export function binomialDraw(trials: number, probability: number, random: SeededRandom): number {
  if (probability > 0.5) return trials - binomialDraw(trials, 1 - probability, random)
  if (trials === 0 || probability <= 0) return 0
  if (trials * probability < 10) return drawByInversion(trials, probability, random)
  return drawByRejection(trials, probability, random)
}

/** Goes through the probabilities of 0, 1, 2 … successes until they pass a uniform number. */
function drawByInversion(trials: number, probability: number, random: SeededRandom): number {
  const odds = probability / (1 - probability)
  let left = random.share()
  let mass = Math.exp(trials * Math.log1p(-probability))
  let successes = 0
  while (left >= mass && successes < trials) {
    left -= mass
    successes += 1
    mass *= (odds * (trials - successes + 1)) / successes
  }
  return successes
}

function drawByRejection(trials: number, probability: number, random: SeededRandom): number {
  const spread = Math.sqrt(trials * probability * (1 - probability))
  const b = 1.15 + 2.53 * spread
  const a = -0.0873 + 0.0248 * b + 0.01 * probability
  const sureHeight = 0.92 - 4.2 / b
  const scale = (2.83 + 5.1 / b) * spread
  for (;;) {
    const u = random.share() - 0.5
    const v = random.share()
    const edge = 0.5 - Math.abs(u)
    const successes = Math.floor(((2 * a) / edge + b) * u + trials * probability + 0.5)
    if (edge >= 0.07 && v <= sureHeight) return successes // always within 0 … trials here
    const height = Math.log((v * scale) / (a / (edge * edge) + b))
    if (height <= logRatioToMode(trials, probability, successes)) return successes
  }
}

/** Logarithm of how likely so many successes are, beside the likeliest number; minus infinity where impossible. */
function logRatioToMode(trials: number, probability: number, successes: number): number {
  if (successes < 0 || successes > trials) return -Infinity
  const mode = Math.floor((trials + 1) * probability)
  const ways = logFactorial(mode) + logFactorial(trials - mode)
  const waysHere = logFactorial(successes) + logFactorial(trials - successes)
  return ways - waysHere + (successes - mode) * Math.log(probability / (1 - probability))
}
