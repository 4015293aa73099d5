import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { Kept } from '../kept.ts'

export type ContentCoding = 'br' | 'gzip'

const known = new Kept<ContentCoding | 'identity'>(200)

/** The coding that a browser likes best of those we have, the smaller one where it likes both alike; undefined where
 *  it takes neither, or would rather have plain bytes. */
export function preferredCoding(accepted: string | undefined): ContentCoding | undefined {
  if (!accepted) return undefined
  const coding = known.get(accepted) ?? known.set(accepted, preferredIn(accepted))
  return coding === 'identity' ? undefined : coding
}

function preferredIn(accepted: string): ContentCoding | 'identity' {
  const weights = new Map(accepted.toLowerCase().split(',').map(weighed))
  const rest = weights.get('*') ?? 0
  const offers = (['br', 'gzip'] as const).map((coding) => ({ coding, weight: weights.get(coding) ?? rest }))
  const [best] = offers.filter(({ weight }) => weight > 0).sort((one, other) => other.weight - one.weight)
  return best && best.weight >= (weights.get('identity') ?? 0) ? best.coding : 'identity'
}

function weighed(one: string): [string, number] {
  const [coding = '', ...parameters] = one.split(';').map((part) => part.trim())
  const weight = parameters.find((part) => part.startsWith('q='))?.slice(2)
  return [coding, weight === undefined ? 1 : Number(weight) || 0]
}

/** As small as it gets, for what is compressed once and sent often. */
export function compressedOnce(content: Buffer, coding: ContentCoding): Buffer {
  return coding === 'br' ? brotli(content, 11) : gzipSync(content, { level: 9 })
}

/** For a page made for one person: a tenth larger, at a third of the time. */
export function compressedNow(content: Buffer, coding: ContentCoding): Buffer {
  return coding === 'br' ? brotli(content, 2) : gzipSync(content, { level: 6, windowBits: 13, memLevel: 5, chunkSize })
}

/** A page of a few kilobytes needs little memory. Asking for as much as is usual was measured to cost more than
 *  compressing: half a millisecond a page. */
const chunkSize = 2048

function brotli(content: Buffer, quality: number): Buffer {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants
  const params = { [BROTLI_PARAM_QUALITY]: quality, [BROTLI_PARAM_SIZE_HINT]: content.length }
  return brotliCompressSync(content, { chunkSize, params })
}
