import { hash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 128 random bits, safe in a URL. */
export function randomToken(): string {
  return randomBytes(16).toString('base64url')
}

/** Whether a text could be one. */
export function isToken(text: unknown): boolean {
  return typeof text === 'string' && /^[\w-]{22}$/.test(text)
}

/** What is stored of a token or a text: enough to recognise it, not to use it. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex')
}

/** Whether two signatures are the same, in a time that tells nothing about where they differ. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
