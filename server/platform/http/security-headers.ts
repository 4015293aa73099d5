import type { RequestHandler } from 'express'

/** Nothing is loaded from elsewhere, nothing runs inline, nothing is framed, and no address is passed on. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

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
