import { Router } from 'express'
import type { Deps } from '../platform/deps.ts'
import { pageFor } from '../platform/http/page.ts'
import { holdToken } from '../platform/http/participant-cookie.ts'
import { seeOther } from '../platform/http/see-other.ts'
import { show } from '../platform/http/show.ts'
import { Refusal } from '../platform/refusal.ts'
import { endingOf } from '../studies/recruiters.ts'
import { personIn, queryOf } from './entry.ts'
import { findJourney } from './journey.ts'
import { perMinute } from './per-minute.ts'
import { placeAt } from './place.ts'
import { ownPage } from './visitor.ts'

/** Beside the door: out again for whoever does not want to take part, and in by a personal link. */
export function wayBackRoutes(deps: Deps): Router {
  const { db, words, isPublic } = deps
  const router = Router()
  const { noteWrongLink } = perMinute(deps)

  router.get('/:study/:language/declined', async (req, res) => {
    const { study, language } = await placeAt(db, req.params)
    const person = personIn(study, req.query)
    const query = queryOf(study, { person, isSimulated: false })
    const ending = endingOf(study.recruiting, 'declined', person)
    show(res, 'participation/declined', { ...pageFor(words, language), study, query, ending })
  })

  router.get('/:study/:language/return/:token', async (req, res) => {
    const { study } = await placeAt(db, req.params)
    const { token } = req.params
    const journey = await findJourney(db, token)
    if (journey?.participant.studyId !== study.id) {
      await noteWrongLink(req.ip ?? '')
      throw new Refusal('participation-unknown')
    }
    holdToken(res, { studyId: study.id, token, isPublic })
    seeOther(res, ownPage(journey))
  })

  return router
}
