import type { ErrorRequestHandler, Request, Response } from 'express'
import { isStorageFailure } from '../db/storage-failure.ts'
import type { Deps } from '../deps.ts'
import { InputProblem } from '../input-problem.ts'
import type { Log } from '../log.ts'
import { Refusal, type RefusalCode } from '../refusal.ts'
import { errorWords } from './error-words.ts'
import { faultOf } from './fault.ts'
import { inputProblemPage } from './input-problem-page.ts'
import { patternOf } from './known-addresses.ts'
import { languageOf } from './language-of.ts'
import { pageFor } from './page.ts'
import { CrossSiteForm } from './security-headers.ts'
import { sentBack } from './sent-back.ts'
import { show } from './show.ts'
import type { Translate } from './words.ts'

/** Everything that went wrong ends here: a rule that says no, input that cannot be used, a request we cannot read, or
 *  a fault of ours. */
export function errorPage({ log, words }: Pick<Deps, 'log' | 'words'>): ErrorRequestHandler {
  return (error, req, res, _next) => {
    const page = pageFor(words, languageOf(req))
    const { status, code, view, shown, told } = replyTo(error, { req, t: page.t })
    note(log, error, { method: req.method, route: patternOf(req), status, code })
    if (res.headersSent) return void res.destroy()
    if (req.method === 'POST') sentBack(res, status)
    else res.status(status).setHeader('Cache-Control', 'no-store')
    tellWhen(res, code)
    const html = () => show(res, view, { ...page, ...shown })
    res.format({ html, json: () => res.json(told), default: html })
  }
}

/** After how many seconds another try makes sense. */
const secondsUntilRetry: Readonly<Record<string, string>> = {
  busy: '2',
  'not-saved': '5',
  'too-many-starts': '60',
  'too-many-tries': '60',
}

function tellWhen(res: Response, code: string): void {
  const seconds = secondsUntilRetry[code]
  if (seconds) res.setHeader('Retry-After', seconds)
}

function note(log: Log, error: unknown, refused: Parameters<Log['refused']>[0]): void {
  if (refused.status >= 500) log.incident({ ...refused, ...faultOf(error) })
  else log.refused(refused)
}

interface Reply {
  readonly status: number
  readonly code: string
  /** What a page shows, and what programs are told. */
  readonly view: string
  readonly shown: object
  readonly told: object
}

function replyTo(error: unknown, { req, t }: { req: Request; t: Translate }): Reply {
  if (error instanceof InputProblem) {
    const shown = inputProblemPage(t, { problem: error, address: req.originalUrl })
    return { status: 422, code: error.rule, view: 'errors/input-problem', shown, told: error.toJSON() }
  }
  const { status, code } = described(error)
  const shown = { ...errorWords[code], wayOn: wayOn(req, code) }
  return { status, code, view: 'errors/error', shown, told: { error: { code } } }
}

function described(error: unknown): { status: number; code: RefusalCode } {
  if (error instanceof Refusal) return { status: error.status, code: error.code }
  if (error instanceof CrossSiteForm) return { status: 403, code: 'form-expired' }
  if (isStorageFailure(error)) return { status: 503, code: 'not-saved' }
  const status = statusOf(error)
  if (status === 413) return { status, code: 'too-large' }
  if (status >= 400 && status < 500) return { status, code: 'request-refused' }
  return { status: 500, code: 'unexpected' }
}

/** Express and its body parser put the status of a bad request on the error. */
function statusOf(error: unknown): number {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500
}

const deadEnds: readonly RefusalCode[] = [
  'link-incomplete',
  'study-unknown',
  'study-closed',
  'study-full',
  'unexpected',
  'wrong-host',
]

/** Where a person can go from a page about a failure: to the study they came for, unless that is what failed. */
function wayOn(req: Request, code: RefusalCode): string | undefined {
  const [study] = /^\/take\/[\w-]{1,40}(?=\/|\?|$)/.exec(req.originalUrl) ?? []
  return deadEnds.includes(code) ? undefined : study
}
