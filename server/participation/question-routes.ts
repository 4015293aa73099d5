import { type Request, type Response, Router } from 'express'
import type { Deps } from '../platform/deps.ts'
import { assertFormToken } from '../platform/http/form-token.ts'
import { holderOf } from '../platform/http/participant-cookie.ts'
import { type Problem, problemsIn } from '../platform/http/problems.ts'
import { seeOther } from '../platform/http/see-other.ts'
import { sentBack } from '../platform/http/sent-back.ts'
import { show } from '../platform/http/show.ts'
import { type Recorded, recordAnswer } from './answers.ts'
import { findAsked, type Journey } from './journey.ts'
import { conflictPage, questionPage } from './pages.ts'
import { answerForm, questionAddress } from './schema.ts'
import { findVisitor, isUnderWay, ownPage, rootOf, type Visitor, visitorPage } from './visitor.ts'

/** What a person walks through: one question to a page, one answer at a time. */
export function questionRoutes(deps: Deps): Router {
  const router = Router()

  router.get('/:study/:language/questions/:position', async (req, res) => {
    await showQuestion(res, { visitor: await findVisitor(deps, holderOf(req)), position: positionIn(req) })
  })

  router.post('/:study/:language/questions/:position', async (req, res) => {
    const holder = holderOf(req)
    const token = assertFormToken(deps.secret, { holder: holder.token, token: req.body?.formToken })
    const position = positionIn(req)
    const form = answerForm.safeParse(req.body ?? {})
    if (!form.success)
      return showQuestion(res, { visitor: await findVisitor(deps, holder), position }, problemsIn(form.error))
    const answer = { ...form.data, token, studyId: holder.studyId, position, answeredAt: deps.now() }
    const { outcome, journey } = await recordAnswer(deps.db, answer)
    await showOutcome(res, { visitor: { journey, token }, position }, outcome)
  })

  router.get('/:study/:language/questions', async (req, res) => {
    const { journey } = await findVisitor(deps, holderOf(req))
    seeOther(res, ownPage(journey))
  })

  async function showOutcome(res: Response, at: At, outcome: Recorded['outcome']): Promise<void> {
    const { journey } = at.visitor
    if (outcome === 'changed-elsewhere') return showConflict(res, at)
    if (outcome === 'unknown') return showQuestion(res, at, [notAChoice])
    seeOther(res, outcome === 'kept' ? after(journey, at.position) : ownPage(journey))
  }

  async function showQuestion(res: Response, at: At, problems: readonly Problem[] = []): Promise<void> {
    const { visitor, position } = at
    const asked = await findAsked(deps.db, visitor.journey, position)
    if (!asked || !isUnderWay(visitor.journey)) return seeOther(res, ownPage(visitor.journey))
    if (problems.length > 0) sentBack(res, 422)
    show(res, 'participation/question', { ...visitorPage(deps, visitor), ...questionPage(asked, problems) })
  }

  async function showConflict(res: Response, { visitor, position }: At): Promise<void> {
    const asked = await findAsked(deps.db, visitor.journey, position)
    if (!asked) return seeOther(res, ownPage(visitor.journey))
    sentBack(res, 409)
    show(res, 'participation/conflict', { ...visitorPage(deps, visitor), ...conflictPage(asked) })
  }

  return router
}

const notAChoice: Problem = { field: 'choice', key: 'participation:question.problem.required' }

interface At {
  readonly visitor: Visitor
  readonly position: number
}

/** The page after an answer: the next question, whether it has an answer or not, so that a repeat leads there too. */
function after({ participant, askings }: Journey, position: number): string {
  return position < askings.length
    ? `${rootOf(participant)}/questions/${position + 1}`
    : `${rootOf(participant)}/feedback`
}

/** 0, which no question has, for an address that names none. */
function positionIn(req: Request): number {
  const read = questionAddress.safeParse(req.params.position)
  return read.success ? read.data : 0
}
