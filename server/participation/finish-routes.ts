import { type Response, Router } from 'express'
import type { Deps } from '../platform/deps.ts'
import { assertFormToken } from '../platform/http/form-token.ts'
import { holderOf } from '../platform/http/participant-cookie.ts'
import { type Problem, problemsIn } from '../platform/http/problems.ts'
import { seeOther } from '../platform/http/see-other.ts'
import { sentBack } from '../platform/http/sent-back.ts'
import { show } from '../platform/http/show.ts'
import { sha256 } from '../platform/tokens.ts'
import { endingOf } from '../studies/recruiters.ts'
import { findStudy } from '../studies/study.ts'
import { finishParticipation } from './finish.ts'
import { type IdentifierKind, identifiersIn } from './identifiers.ts'
import { feedbackPage } from './pages.ts'
import { findName } from './recruiter-names.ts'
import { feedbackForm } from './schema.ts'
import { findVisitor, ownPage, rootOf, type Visitor, visitorPage } from './visitor.ts'

/** The end: a comment for whoever wants to leave one, then thanks and the completion code. */
export function finishRoutes(deps: Deps): Router {
  const router = Router()

  router.get('/:study/:language/feedback', async (req, res) => {
    showFeedback(res, { visitor: await findVisitor(deps, holderOf(req)), feedback: '' })
  })

  router.post('/:study/:language/feedback', async (req, res) => {
    const holder = holderOf(req)
    const token = assertFormToken(deps.secret, { holder: holder.token, token: req.body?.formToken })
    const visitor = await findVisitor(deps, holder)
    const read = readComment(req.body)
    if (!('comment' in read)) return showFeedback(res, { visitor, ...read }, read.problems)
    const finish = { feedback: read.comment, token, studyId: holder.studyId, finishedAt: deps.now() }
    const isFinished = await finishParticipation(deps.db, finish)
    const { journey } = visitor
    seeOther(res, isFinished ? `${rootOf(journey.participant)}/thanks` : ownPage(journey))
  })

  router.get('/:study/:language/thanks', async (req, res) => {
    const visitor = await findVisitor(deps, holderOf(req))
    const { isFinished, completionCode, studyId } = visitor.journey.participant
    if (!isFinished) return seeOther(res, ownPage(visitor.journey))
    const { recruiting } = await findStudy(deps.db, studyId)
    const ending = endingOf(recruiting, 'complete', await findName(deps.db, deps.secret, sha256(visitor.token)))
    const code = ending ? ending.code : completionCode
    show(res, 'participation/thanks', { ...visitorPage(deps, visitor), code, ending })
  })

  function showFeedback(res: Response, shown: Shown, problems: readonly Problem[] = []): void {
    const { visitor, feedback } = shown
    const own = ownPage(visitor.journey)
    if (!own.endsWith('/feedback')) {
      seeOther(res, own)
      return
    }
    const { isAsIsOffered = false } = shown
    const page = feedbackPage({ total: visitor.journey.askings.length, feedback, isAsIsOffered }, problems)
    if (problems.length > 0) sentBack(res, 422)
    show(res, 'participation/feedback', { ...visitorPage(deps, visitor), ...page })
  }

  return router
}

interface Shown {
  readonly visitor: Visitor
  readonly feedback: string
  /** Whether it can be sent although it seems to tell who somebody is. */
  readonly isAsIsOffered?: boolean
}

type CommentRead =
  | { readonly comment: string }
  | { readonly feedback: string; readonly isAsIsOffered: boolean; readonly problems: readonly Problem[] }

/** What seems to tell who somebody is, is asked about once. */
function readComment(body: Record<string, unknown> | undefined): CommentRead {
  const feedback = String(body?.feedback ?? '')
  const form = feedbackForm.safeParse(body ?? {})
  if (!form.success) return { feedback, isAsIsOffered: false, problems: problemsIn(form.error) }
  const problems = form.data.asIs ? [] : identifiersIn(form.data.feedback).map((kind) => identifierProblems[kind])
  return problems.length > 0 ? { feedback, isAsIsOffered: true, problems } : { comment: form.data.feedback }
}

const identifierProblems: Record<IdentifierKind, Problem> = {
  email: { field: 'feedback', key: 'participation:feedback.problem.email' },
  phone: { field: 'feedback', key: 'participation:feedback.problem.phone' },
  number: { field: 'feedback', key: 'participation:feedback.problem.number' },
}
