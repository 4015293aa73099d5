import type { ErrorRequestHandler, Request } from 'express'
import type { Deps } from '../deps.ts'
import { InputProblem } from '../input-problem.ts'
import { Refusal, type RefusalCode } from '../refusal.ts'
import { errorWords } from './error-words.ts'
import { inputProblemPage } from './input-problem-page.ts'
import { languageOf } from './language-of.ts'
import { pageFor } from './page.ts'
import { CrossSiteForm } from './security-headers.ts'
import { sentBack } from './sent-back.ts'
import { show } from './show.ts'
import type { Translate } from './words.ts'

/** Everything that went wrong ends here: a rule that says no, input that cannot be used, a request we cannot read, or
 *  a fault of ours. */
export function errorPage({ log, words }: Pick<Deps, 'log' | 'words'>): ErrorRequestHandler {
  return (error, req, res, next) => {
    if (res.headersSent) return next(error)
    const page = pageFor(words, languageOf(req))
    const { status, view, shown, told } = replyTo(error, { req, t: page.t })
    if (status >= 500)
      log.incident({ method: req.method, route: routeOf(req), status, name: nameOf(error), stack: stackOf(error) })
    if (req.method === 'GET') res.status(status).setHeader('Cache-Control', 'no-store')
    else sentBack(res, status)
    if (status === 429) res.setHeader('Retry-After', '60')
    const html = () => show(res, view, { ...page, ...shown })
    res.format({ html, json: () => res.json(told), default: html })
  }
}

interface Reply {
  readonly status: number
  /** What a page shows, and what programs are told. */
  readonly view: string
  readonly shown: object
  readonly told: object
}

function replyTo(error: unknown, { req, t }: { req: Request; t: Translate }): Reply {
  if (error instanceof InputProblem) {
    const shown = inputProblemPage(t, { problem: error, address: req.originalUrl })
    return { status: 422, view: 'errors/input-problem', shown, told: error.toJSON() }
  }
  const { status, code } = described(error)
  const shown = { ...errorWords[code], wayOn: wayOn(req, code) }
  return { status, view: 'errors/error', shown, told: { error: { code } } }
}

function described(error: unknown): { status: number; code: RefusalCode } {
  if (error instanceof Refusal) return { status: error.status, code: error.code }
  if (error instanceof CrossSiteForm) return { status: 403, code: 'form-expired' }
  const status = statusOf(error)
  if (status === 413) return { status, code: 'too-large' }
  if (status >= 400 && status < 500) return { status, code: 'request-refused' }
  return { status: 500, code: 'unexpected' }
}

/** Express and its body parser put the status of a bad request on the error. */
function statusOf(error: unknown): number {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined
}

function routeOf(req: Request): string {
  return `${req.baseUrl}${req.route?.path ?? ''}`
}

const deadEnds: readonly RefusalCode[] = ['study-unknown', 'study-closed', 'study-full', 'unexpected']

/** Where a person can go from a page about a failure: to the study they came for, unless that is what failed. */
function wayOn(req: Request, code: RefusalCode): string | undefined {
  const [study] = /^\/take\/[\w-]{1,40}(?=\/|\?|$)/.exec(req.originalUrl) ?? []
  return deadEnds.includes(code) ? undefined : study
}
