import express, { type Request, type RequestHandler } from 'express'
import { Refusal } from '../refusal.ts'
import { decodedText, fieldsIn } from './fields.ts'

const form = /^application\/x-www-form-urlencoded\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i
const read = express.raw({ type: (req) => req.method === 'POST', inflate: false, limit: '64kb' })
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Reads the fields of a form, as browsers send ours: in UTF-8, not packed. Nothing else is taken. */
export const formBody: readonly RequestHandler[] = [
  (req, _res, next) => {
    if (hasBody(req) && !isForm(req)) throw new Refusal('wrong-type')
    next()
  },
  (req, res, next) => read(req, res, (error) => next(error && refusalOf(error))),
  (req, _res, next) => {
    if (Buffer.isBuffer(req.body)) req.body = fieldsIn(textIn(req.body), decodedText)
    next()
  },
]

/** A body that is too long, or that broke off, is the sender's fault and no storage's. */
function refusalOf(error: unknown): Refusal {
  const isLong = error instanceof Error && 'status' in error && error.status === 413
  return new Refusal(isLong ? 'too-large' : 'request-refused')
}

/** What comes with other methods than POST is never read. */
function hasBody({ method, headers }: Request): boolean {
  return method === 'POST' && (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0)
}

function isForm({ headers }: Request): boolean {
  return headers['content-encoding'] === undefined && form.test(headers['content-type'] ?? '')
}

function textIn(body: Buffer): string {
  try {
    return utf8.decode(body)
  } catch {
    throw new Refusal('request-refused')
  }
}
