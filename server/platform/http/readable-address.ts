import type { Request, RequestHandler } from 'express'
import { Refusal } from '../refusal.ts'
import { decoded, fieldsIn } from './fields.ts'

/** Lets requests pass that name one host and an address on it which can be read. Two hosts, or another site's address,
 *  are read in different ways by whatever stands before us. */
export const readableAddress: RequestHandler = (req, _res, next) => {
  const { originalUrl: address } = req
  if (!hasOneHost(req) || !/^\/[!-~]*$/.test(address)) throw new Refusal('request-refused')
  const end = address.indexOf('?')
  decoded(end < 0 ? address : address.slice(0, end))
  if (end >= 0) fieldsIn(address.slice(end + 1))
  next()
}

/** HTTP/1.0 knows no hosts yet. */
function hasOneHost({ rawHeaders, httpVersion }: Request): boolean {
  const hosts = rawHeaders.filter((text, n) => n % 2 === 0 && text.length === 4 && text.toLowerCase() === 'host')
  return hosts.length === 1 || (hosts.length === 0 && httpVersion === '1.0')
}
