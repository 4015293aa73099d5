import { Router } from 'express'
import type { Deps } from '../platform/deps.ts'
import { assertFormToken, formToken } from '../platform/http/form-token.ts'
import { languageOf } from '../platform/http/language-of.ts'
import { pageFor } from '../platform/http/page.ts'
import { seeOther } from '../platform/http/see-other.ts'
import { holdSession } from '../platform/http/session-cookie.ts'
import { show } from '../platform/http/show.ts'
import { openSession, sessionHours } from './sign-in.ts'

/** A one-time link shows a button, and the button uses the link up: a mail program that looks at it does not. */
export function signInRoutes({ db, words, secret, isPublic, now }: Deps): Router {
  const router = Router()

  router.get('/:token', (req, res) => {
    const page = pageFor(words, languageOf(req))
    const next = nextPage(req.query.next)
    show(res, 'accounts/sign-in', {
      ...page,
      next,
      action: req.params.token,
      formToken: formToken(secret, req.params.token),
    })
  })

  router.post('/:token', async (req, res) => {
    assertFormToken(secret, { holder: req.params.token, token: req.body?.formToken })
    const token = await openSession(db, req.params.token, now())
    holdSession(res, { token, hours: sessionHours, isPublic })
    seeOther(res, nextPage(req.body?.next))
  })

  return router
}

/** Only the page of a study's results can follow; anything else could lead to another site. */
function nextPage(wanted: unknown): string {
  return typeof wanted === 'string' && /^\/studies\/[\w-]{1,40}\/baseline$/.test(wanted) ? wanted : '/studies'
}
