import { parseCookie } from 'cookie'
import type { CookieOptions, Request, Response } from 'express'

interface Kept {
  readonly name: string
  readonly value: string
  readonly path: string
  readonly isPublic: boolean
  readonly maxAgeMs?: number
}

/** What a browser sent under a name. */
export function readCookie(req: Request, name: string): string | undefined {
  const { cookie } = req.headers
  return cookie ? parseCookie(cookie)[name] : undefined
}

/** A cookie that no script can read and no other site can send along with a form. */
export function keepCookie(res: Response, { name, value, path, isPublic, maxAgeMs }: Kept): void {
  const options: CookieOptions = { httpOnly: true, sameSite: 'lax', secure: isPublic, path }
  res.cookie(name, value, maxAgeMs === undefined ? options : { ...options, maxAge: maxAgeMs })
}
