import type { RequestHandler } from 'express'
import helmet from 'helmet'

/** Nothing is loaded from elsewhere, nothing runs inline, nothing is framed, and no address is passed on. */
export function securityHeaders({ isPublic }: { isPublic: boolean }): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: isPublic ? { maxAge: 31_536_000 } : false,
  })
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
