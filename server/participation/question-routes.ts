import { type Request, type Response, Router } from 'express'
import type { Deps } from '../platform/deps.ts'
import { assertFormToken } from '../platform/http/form-token.ts'
import { heldToken } from '../platform/http/participant-cookie.ts'
import { type Problem, problemsIn } from '../platform/http/problems.ts'
import { seeOther } from '../platform/http/see-other.ts'
import { type Recorded, recordAnswer } from './answers.ts'
import { findAsked } from './asked.ts'
import { conflictPage, questionPage } from './pages.ts'
import { answerForm, questionAddress } from './schema.ts'
import { findVisitor, ownPage, type Visitor, visitorPage } from './visitor.ts'

/** What a person walks through: one question to a page, one answer at a time. */
export function questionRoutes(deps: Deps): Router {
  const router = Router()

  router.get('/:study/:language/questions', async (req, res) => {
    seeOther(res, await ownPage(deps, await visitor(req)))
  })

  router.get('/:study/:language/questions/:position', async (req, res) => {
    await showQuestion(res, { visitor: await visitor(req), position: positionIn(req) })
  })

  router.post('/:study/:language/questions/:position', async (req, res) => {
    const at = { visitor: await visitor(req), position: positionIn(req) }
    assertFormToken(deps.secret, { holder: at.visitor.token, token: req.body?.formToken })
    const form = answerForm.safeParse(req.body ?? {})
    if (!form.success) return showQuestion(res, at, problemsIn(form.error))
    const { participant } = at.visitor
    const recorded = await recordAnswer(deps.db, {
      ...form.data,
      participant,
      position: at.position,
      answeredAt: deps.now(),
    })
    await showOutcome(res, at, recorded)
  })

  async function showOutcome(res: Response, at: At, { outcome, total }: Recorded): Promise<void> {
    if (outcome === 'changed-elsewhere') return showConflict(res, at)
    if (outcome === 'unknown')
      return showQuestion(res, at, [{ field: 'choice', key: 'participation:question.problem.required' }])
    seeOther(res, outcome === 'kept' ? after(at, total) : await ownPage(deps, at.visitor))
  }

  async function showQuestion(res: Response, at: At, problems: readonly Problem[] = []): Promise<void> {
    const { visitor, position } = at
    const asked = await findAsked(deps.db, visitor.participant, position)
    if (!asked || visitor.participant.isFinished) return seeOther(res, await ownPage(deps, visitor))
    res.status(problems.length > 0 ? 422 : 200)
    res.render('participation/question', { ...visitorPage(deps, visitor), ...questionPage(asked, problems) })
  }

  async function showConflict(res: Response, { visitor, position }: At): Promise<void> {
    const asked = await findAsked(deps.db, visitor.participant, position)
    if (!asked) return seeOther(res, await ownPage(deps, visitor))
    res.status(409).render('participation/conflict', { ...visitorPage(deps, visitor), ...conflictPage(asked) })
  }

  function visitor(req: Request): Promise<Visitor> {
    const studyId = String(req.params.study)
    return findVisitor(deps, { studyId, token: heldToken(req, studyId) })
  }

  return router
}

interface At {
  readonly visitor: Visitor
  readonly position: number
}

/** The page after an answer: the next question, whether it has an answer or not, so that a repeat leads there too. */
function after({ visitor, position }: At, total: number): string {
  return position < total ? `${visitor.root}/questions/${position + 1}` : `${visitor.root}/feedback`
}

/** 0, which no question has, for an address that names none. */
function positionIn(req: Request): number {
  const read = questionAddress.safeParse(req.params.position)
  return read.success ? read.data : 0
}
