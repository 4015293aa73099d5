import { type Request, type Response, Router } from 'express'
import type { Deps } from '../platform/deps.ts'
import { assertFormToken } from '../platform/http/form-token.ts'
import { heldToken } from '../platform/http/participant-cookie.ts'
import { type Problem, problemsIn } from '../platform/http/problems.ts'
import { seeOther } from '../platform/http/see-other.ts'
import { finishParticipation } from './finish.ts'
import { listAskings, nextPosition } from './journey.ts'
import { feedbackPage } from './pages.ts'
import { feedbackForm } from './schema.ts'
import { findVisitor, ownPage, type Visitor, visitorPage } from './visitor.ts'

/** The end: a comment for whoever wants to leave one, then thanks and the completion code. */
export function finishRoutes(deps: Deps): Router {
  const router = Router()

  router.get('/:study/:language/feedback', async (req, res) => {
    await showFeedback(res, { visitor: await visitor(req), feedback: '' })
  })

  router.post('/:study/:language/feedback', async (req, res) => {
    const guest = await visitor(req)
    assertFormToken(deps.secret, { holder: guest.token, token: req.body?.formToken })
    const form = feedbackForm.safeParse(req.body ?? {})
    const feedback = String(req.body?.feedback ?? '')
    if (!form.success) return showFeedback(res, { visitor: guest, feedback }, problemsIn(form.error))
    const { participant } = guest
    const isFinished = await finishParticipation(deps.db, { participant, ...form.data, finishedAt: deps.now() })
    seeOther(res, isFinished ? `${guest.root}/thanks` : await ownPage(deps, guest))
  })

  router.get('/:study/:language/thanks', async (req, res) => {
    const guest = await visitor(req)
    const { isFinished, completionCode } = guest.participant
    if (!isFinished) return seeOther(res, await ownPage(deps, guest))
    res.render('participation/thanks', { ...visitorPage(deps, guest), completionCode })
  })

  async function showFeedback(res: Response, shown: Shown, problems: readonly Problem[] = []): Promise<void> {
    const { visitor, feedback } = shown
    const askings = await listAskings(deps.db, visitor.participant.id)
    if (visitor.participant.isFinished || nextPosition(askings) !== undefined)
      return seeOther(res, await ownPage(deps, visitor))
    res.status(problems.length > 0 ? 422 : 200)
    res.render('participation/feedback', {
      ...visitorPage(deps, visitor),
      ...feedbackPage({ total: askings.length, feedback }, problems),
    })
  }

  function visitor(req: Request): Promise<Visitor> {
    const studyId = String(req.params.study)
    return findVisitor(deps, { studyId, token: heldToken(req, studyId) })
  }

  return router
}

interface Shown {
  readonly visitor: Visitor
  readonly feedback: string
}
