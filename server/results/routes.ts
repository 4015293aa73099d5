import { type Request, Router } from 'express'
import { z } from 'zod'
import { assertSignedIn } from '../accounts/sign-in.ts'
import { computeBaseline } from '../consistency/baseline.ts'
import { studySource } from '../consistency/study-source.ts'
import type { Deps } from '../platform/deps.ts'
import { languageOf } from '../platform/http/language-of.ts'
import { pageFor } from '../platform/http/page.ts'
import { heldSession } from '../platform/http/session-cookie.ts'
import { show } from '../platform/http/show.ts'
import { flaggedNames, flagRespondents } from '../quality/report.ts'
import { findStudy, listStudies } from '../studies/study.ts'
import { baselinePage, qualityShown } from './pages.ts'

const seed = 1
/** Which answers the page leaves out; whatever else is asked for means none. */
const asked = z.object({ without: z.literal('flagged').optional().catch(undefined) })

/** The results, open to whoever signed in by a link from the machine that runs the program. */
export function resultsRoutes(deps: Deps): Router {
  const router = Router()
  const { db, words, now } = deps

  router.get('/', async (req, res) => {
    await signedIn(req)
    show(res, 'consistency/studies', { ...pageFor(words, languageOf(req)), studies: await listStudies(db) })
  })

  router.get('/:study/baseline', async (req, res) => {
    await signedIn(req)
    const study = await findStudy(db, req.params.study)
    const { without } = asked.parse(req.query)
    const source = await studySource(db, study)
    const quality = await flagRespondents([source])
    const filters = without === 'flagged' ? { flagged: flaggedNames(quality) } : {}
    const baseline = await computeBaseline(source, { seed, filters })
    const page = { ...baselinePage(study, baseline), quality: qualityShown(study, quality, without === 'flagged') }
    show(res, 'consistency/baseline', { ...pageFor(words, languageOf(req)), ...page })
  })

  async function signedIn(req: Request): Promise<void> {
    await assertSignedIn(db, heldSession(req, deps), now())
  }

  return router
}
