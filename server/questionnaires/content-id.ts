import { createHash } from 'node:crypto'

/** An id made of content alone, so the same words have the same id in every database, whatever the order of lines.
 *  The first 128 bits of a SHA-256, written as a UUID of version 8. */
export function contentId(kind: string, ...parts: readonly unknown[]): string {
  const hex = sha256(JSON.stringify([kind, ...parts]))
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
