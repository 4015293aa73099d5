import { type Request, Router } from 'express'
import { eraseTraces } from '../platform/db/erase-traces.ts'
import type { Deps } from '../platform/deps.ts'
import { faultOf } from '../platform/http/fault.ts'
import { assertFormToken } from '../platform/http/form-token.ts'
import { holderOf } from '../platform/http/participant-cookie.ts'
import { seeOther } from '../platform/http/see-other.ts'
import { show } from '../platform/http/show.ts'
import { type Holder, keepPlace } from './hold-place.ts'
import { type Left, noteLeft } from './left-list.ts'
import { findVisitor, ownPage, rootOf, visitorPage } from './visitor.ts'
import { withdrawParticipation } from './withdraw.ts'

/** Staying and leaving: one click keeps a place, two take everything back. */
export function leaveRoutes(deps: Deps): Router {
  const router = Router()

  router.post('/:study/:language/lease', async (req, res) => {
    const journey = await keepPlace(deps.db, { ...holderIn(req), seenAt: deps.now() })
    seeOther(res, ownPage(journey))
  })

  router.get('/:study/:language/withdraw', async (req, res) => {
    const visitor = await findVisitor(deps, holderOf(req))
    const { journey } = visitor
    if (journey.participant.isWithdrawn) return seeOther(res, ownPage(journey))
    show(res, 'participation/withdraw', { ...visitorPage(deps, visitor), ownPage: ownPage(journey) })
  })

  router.post('/:study/:language/withdrawal', async (req, res) => {
    const holder = holderIn(req)
    const { journey } = await findVisitor(deps, holder)
    const withdrawnAt = deps.now()
    await withdrawParticipation(deps.db, { ...holder, withdrawnAt })
    await noted({ participantId: journey.participant.id, withdrawnAt: withdrawnAt.toISOString() })
    void eraseTraces(deps.db)
    seeOther(res, `${rootOf(journey.participant)}/withdrawn`)
  })

  router.get('/:study/:language/withdrawn', async (req, res) => {
    const visitor = await findVisitor(deps, holderOf(req))
    if (!visitor.journey.participant.isWithdrawn) return seeOther(res, ownPage(visitor.journey))
    show(res, 'participation/withdrawn', visitorPage(deps, visitor))
  })

  /** Everything is deleted by then; who cannot be noted now is at the next start. */
  async function noted(left: Left): Promise<void> {
    try {
      if (deps.leftFile !== undefined) await noteLeft(deps.leftFile, [left])
    } catch (error) {
      deps.log.incident({ method: 'POST', route: '(left list)', status: 500, code: 'unexpected', ...faultOf(error) })
    }
  }

  /** Whoever sent a form of ours. */
  function holderIn(req: Request): Holder {
    const { studyId, token } = holderOf(req)
    return { studyId, token: assertFormToken(deps.secret, { holder: token, token: req.body?.formToken }) }
  }

  return router
}
