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
    const form = feedbackForm.safeParse(req.body ?? {})
    const feedback = String(req.body?.feedback ?? '')
    if (!form.success) return showFeedback(res, { visitor, feedback }, problemsIn(form.error))
    const finish = { ...form.data, token, studyId: holder.studyId, finishedAt: deps.now() }
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
    const page = feedbackPage({ total: visitor.journey.askings.length, feedback }, problems)
    if (problems.length > 0) sentBack(res, 422)
    show(res, 'participation/feedback', { ...visitorPage(deps, visitor), ...page })
  }

  return router
}

interface Shown {
  readonly visitor: Visitor
  readonly feedback: string
}
