import type { RequestHandler, Response } from 'express'
import { randomToken } from '../tokens.ts'

const withoutScript = [
  "default-src 'none'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
]

/** Nothing is loaded from elsewhere, nothing runs, nothing is framed, and no address is passed on. */
export const contentSecurityPolicy = withoutScript.join('; ')

/** Lets a page run the one script that carries a number nobody else can know, and returns that number. */
export function allowScript(res: Response): string {
  const nonce = randomToken()
  res.setHeader('Content-Security-Policy', [...withoutScript, `script-src 'nonce-${nonce}'`].join('; '))
  return nonce
}

/** Set on every response. A handful of fixed lines: a library that works them out anew for each page was measured
 *  to cost as much as the rest of Express. */
export function securityHeaders({ isPublic }: { isPublic: boolean }): RequestHandler {
  const headers = new Map([
    ['Content-Security-Policy', contentSecurityPolicy],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['Referrer-Policy', 'no-referrer'],
    ['X-Content-Type-Options', 'nosniff'],
    ...(isPublic ? [['Strict-Transport-Security', 'max-age=31536000'] as const] : []),
  ])
  return (_req, res, next) => {
    res.setHeaders(headers)
    next()
  }
}

/** Pages about a person must not be found in a cache by the next one at the same screen. */
export const notStored: RequestHandler = (_req, res, next) => {
  res.setHeader('Cache-Control', 'no-store')
  next()
}

/** A form sent from another site is refused before it is read. */
export const sameSiteForms: RequestHandler = (req, _res, next) => {
  const from = req.headers['sec-fetch-site']
  const isOurs = from === undefined || from === 'same-origin' || from === 'none'
  if (req.method === 'GET' || req.method === 'HEAD' || isOurs) return next()
  next(new CrossSiteForm())
}

/** Answered like an expired form. */
export class CrossSiteForm extends Error {}
