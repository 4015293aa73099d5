import type { Request, Response } from 'express'
import { keepCookie, readCookie } from './cookies.ts'

/** The token of the session in this browser, if there is one. */
export function heldSession(req: Request, { isPublic }: { isPublic: boolean }): string | undefined {
  return readCookie(req, nameFor(isPublic))
}

export function holdSession(res: Response, held: { token: string; hours: number; isPublic: boolean }): void {
  const { token, hours, isPublic } = held
  keepCookie(res, { name: nameFor(isPublic), value: token, path: '/', isPublic, maxAgeMs: hours * 3_600_000 })
}

/** A browser takes a `__Host-` cookie by https only, and never lets another host of the domain set it. */
function nameFor(isPublic: boolean): string {
  return isPublic ? '__Host-stanceline' : 'stanceline'
}
