import type { RequestHandler } from 'express'
import { loopbackNames } from '../config.ts'
import { Refusal } from '../refusal.ts'

/** Lets requests pass that name the host which links begin with, or this machine itself, as whatever stands before us
 *  does. Under any other name a page of another site could stand in for ours. */
export function ownHost({ baseUrl }: { baseUrl: string }): RequestHandler {
  const own = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined
  return (req, _res, next) => {
    const { host } = req.headers
    if (host === undefined || isOurs(host, own)) return next()
    throw new Refusal('wrong-host')
  }
}

/** A port that goes without saying may be said. */
function isOurs(host: string, own: URL | undefined): boolean {
  const named = `${own?.protocol ?? 'http:'}//${host}`
  if (!/^[\w.:[\]-]+$/.test(host) || !URL.canParse(named)) return false
  const { host: asked, hostname } = new URL(named)
  return asked === own?.host || loopbackNames.includes(hostname)
}
