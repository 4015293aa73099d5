import { type Request, Router } from 'express'
import { assertSignedIn } from '../accounts/sign-in.ts'
import type { Deps } from '../platform/deps.ts'
import { languageOf } from '../platform/http/language-of.ts'
import { pageFor } from '../platform/http/page.ts'
import { heldSession } from '../platform/http/session-cookie.ts'
import { show } from '../platform/http/show.ts'
import { findStudy, listStudies } from '../studies/study.ts'
import { computeBaseline } from './baseline.ts'
import { baselinePage } from './pages.ts'

const seed = 1

/** The results, open to whoever signed in by a link from the machine that runs the program. */
export function baselineRoutes(deps: Deps): Router {
  const router = Router()
  const { db, words, now } = deps

  router.get('/', async (req, res) => {
    await signedIn(req)
    show(res, 'consistency/studies', { ...pageFor(words, languageOf(req)), studies: await listStudies(db) })
  })

  router.get('/:study/baseline', async (req, res) => {
    await signedIn(req)
    const study = await findStudy(db, req.params.study)
    const baseline = await computeBaseline(db, study, { seed })
    show(res, 'consistency/baseline', { ...pageFor(words, languageOf(req)), ...baselinePage(study, baseline) })
  })

  async function signedIn(req: Request): Promise<void> {
    await assertSignedIn(db, heldSession(req, deps), now())
  }

  return router
}
