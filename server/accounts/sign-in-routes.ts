import { Router } from 'express'
import type { Deps } from '../platform/deps.ts'
import { assertFormToken, formToken } from '../platform/http/form-token.ts'
import { languageOf } from '../platform/http/language-of.ts'
import { pageFor } from '../platform/http/page.ts'
import { seeOther } from '../platform/http/see-other.ts'
import { holdSession } from '../platform/http/session-cookie.ts'
import { show } from '../platform/http/show.ts'
import { Refusal } from '../platform/refusal.ts'
import { isToken } from '../platform/tokens.ts'
import { openSession, sessionHours } from './sign-in.ts'

/** A one-time link shows a button, and the button uses the link up: a mail program that looks at it does not. */
export function signInRoutes({ db, words, secret, isPublic, now }: Deps): Router {
  const router = Router()

  router.get('/:token', (req, res) => {
    const link = linkIn(req.params)
    const page = { ...pageFor(words, languageOf(req)), next: nextPage(req.query.next) }
    show(res, 'accounts/sign-in', { ...page, action: link, formToken: formToken(secret, link) })
  })

  router.post('/:token', async (req, res) => {
    const link = assertFormToken(secret, { holder: linkIn(req.params), token: req.body?.formToken })
    const token = await openSession(db, link, now())
    holdSession(res, { token, hours: sessionHours, isPublic })
    seeOther(res, nextPage(req.body?.next))
  })

  return router
}

/** @throws {Refusal} link-used, for what cannot be the token of a link */
function linkIn({ token }: { token: string }): string {
  if (!isToken(token)) throw new Refusal('link-used')
  return token
}

/** Only the page of a study's results can follow; anything else could lead to another site. */
function nextPage(wanted: unknown): string {
  return typeof wanted === 'string' && /^\/studies\/[\w-]{1,40}\/baseline$/.test(wanted) ? wanted : '/studies'
}
