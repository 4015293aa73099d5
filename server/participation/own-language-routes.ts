import { type RequestHandler, Router } from 'express'
import type { Deps } from '../platform/deps.ts'
import { holderOf } from '../platform/http/participant-cookie.ts'
import { seeOther } from '../platform/http/see-other.ts'
import { isLanguage } from '../platform/languages.ts'
import { Refusal } from '../platform/refusal.ts'
import { sha256 } from '../platform/tokens.ts'
import { findBegun } from './begun.ts'

/** Whoever is under way has pages in the language they began in: an address that names another leads there. */
export function ownLanguage({ db }: Deps): RequestHandler {
  return Router().use('/:study/:language/:page', async (req, res, next) => {
    const { language } = req.params
    if (!isLanguage(language)) throw new Refusal('language-unknown')
    const { studyId, token } = holderOf(req)
    const begun = token ? await findBegun(db, sha256(token)) : undefined
    const isRead = req.method === 'GET' || req.method === 'HEAD'
    if (!isRead || begun?.studyId !== studyId || begun.language === language) return next()
    seeOther(res, req.originalUrl.split('/').with(3, begun.language).join('/'))
  })
}
