import { Router } from 'express'
import type { Deps } from '../platform/deps.ts'
import { languageOf } from '../platform/http/language-of.ts'
import { pageFor } from '../platform/http/page.ts'
import { show } from '../platform/http/show.ts'
import { referenceIn } from './reference.ts'

/** What every figure means, open to everybody. */
export function referenceRoutes({ words }: Deps): Router {
  const router = Router()

  router.get('/', (req, res) => {
    const page = pageFor(words, languageOf(req))
    show(res, 'reference/reference', { ...page, chapters: referenceIn(page.language, page.t) })
  })

  return router
}
