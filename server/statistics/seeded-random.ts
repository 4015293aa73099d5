import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** A stream of random numbers that its seed alone decides. */
export interface SeededRandom {
  /** Uniform from 0 (included) to 1 (excluded), 53 bits. */
  share(): number
  /** A whole number from 0 to below `size`, which is at most 2^32; none is likelier by more than size / 2^32. */
  place(size: number): number
}

/**
 * A generator of random numbers that gives the same stream for the same seed, on every machine.
 * Xoroshiro128+ of Blackman and Vigna (2021), doi:10.1145/3460772. The seed is a whole number of 32 bits.
 */
export function seededRandom(seed: number): SeededRandom {
  const generator = xoroshiro128plus(seed)
  for (let warmUp = 0; warmUp < 64; warmUp++) generator.next() // neighbouring seeds begin alike
  return {
    share: () => ((generator.next() >>> 5) * 2 ** 26 + (generator.next() >>> 6)) * 2 ** -53,
    place: (size) => Math.floor((generator.next() >>> 0) * 2 ** -32 * size),
  }
}

/**
 * A seed of its own for each purpose, from one seed for all: the same parts give the same seed, in this order only.
 * FNV-1a over the text, then the finishing mix of MurmurHash3.
 * @example derivedSeed([1, 'topic', 'Abortion'])
 */
export function derivedSeed(parts: readonly (number | string)[]): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(JSON.stringify(parts))) hash = Math.imul(hash ^ byte, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
