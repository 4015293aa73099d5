import { type Request, type Response, Router } from 'express'
import type { Deps } from '../platform/deps.ts'
import { assertFormToken, formToken } from '../platform/http/form-token.ts'
import { preferredLanguage } from '../platform/http/language-of.ts'
import { pageFor } from '../platform/http/page.ts'
import { heldToken, holdToken } from '../platform/http/participant-cookie.ts'
import { type Problem, problemsIn } from '../platform/http/problems.ts'
import { seeOther } from '../platform/http/see-other.ts'
import { sentBack } from '../platform/http/sent-back.ts'
import { show } from '../platform/http/show.ts'
import { isLanguage, type Language } from '../platform/languages.ts'
import { Refusal } from '../platform/refusal.ts'
import { sign } from '../platform/secret.ts'
import { randomToken } from '../platform/tokens.ts'
import { consentTextIn } from '../studies/consent.ts'
import { findStudy, type Study } from '../studies/study.ts'
import { findJourney, type Journey } from './journey.ts'
import { consentPage } from './pages.ts'
import { consentForm, startForm } from './schema.ts'
import { startParticipation } from './start.ts'
import { startLimit } from './start-limit.ts'
import { ownPage } from './visitor.ts'

/** The way in: language, information, consent; and the way back by a personal link. */
export function doorRoutes({ db, words, secret, isPublic, now }: Deps): Router {
  const router = Router()
  const limit = startLimit(secret)

  router.get('/:study', async (req, res) => {
    const study = await findStudy(db, req.params.study)
    const query = req.originalUrl.includes('?') ? req.originalUrl.slice(req.originalUrl.indexOf('?')) : ''
    seeOther(res, `/take/${study.id}/${preferredLanguage(req, study.languages)}${query}`)
  })

  router.get('/:study/:language', async (req, res) => {
    const { study, language } = await found(req.params)
    const journey = await heldJourney(req, study)
    if (journey) return seeOther(res, ownPage(journey))
    if (study.isClosed) throw new Refusal('study-closed')
    showConsent(res, { study, language, startKey: randomToken(), isSimulated: req.query.simulated === 'yes' })
  })

  router.post('/:study/:language/participation', async (req, res) => {
    const { study, language } = await found(req.params)
    const startKey = startKeyIn(req.body)
    assertFormToken(secret, { holder: `${study.id}:${startKey}`, token: req.body?.formToken })
    const journey = await heldJourney(req, study)
    if (journey) return seeOther(res, ownPage(journey))
    const form = consentForm.safeParse(req.body)
    const isSimulated = req.body?.simulated === 'yes'
    const shown = { study, language, startKey, isSimulated }
    if (!form.success) return showConsent(res, { ...shown, form: req.body }, problemsIn(form.error))
    if (form.data.consentHash !== consentTextIn(language).textHash) return showConsent(res, shown, [changedText])

    await limit(req.ip ?? '', study)
    const token = sign(secret, `participant:${startKey}`)
    await startParticipation(db, { study, language, startKey, token, isSimulated, startedAt: now() })
    holdToken(res, { studyId: study.id, token, isPublic })
    seeOther(res, `/take/${study.id}/${language}/questions/1`)
  })

  router.get('/:study/:language/declined', async (req, res) => {
    const { study, language } = await found(req.params)
    show(res, 'participation/declined', { ...pageFor(words, language), study })
  })

  router.get('/:study/:language/return/:token', async (req, res) => {
    const { study } = await found(req.params)
    const journey = await findJourney(db, req.params.token)
    if (journey?.participant.studyId !== study.id) throw new Refusal('participation-unknown')
    holdToken(res, { studyId: study.id, token: req.params.token, isPublic })
    seeOther(res, ownPage(journey))
  })

  function showConsent(res: Response, shown: Shown, problems: readonly Problem[] = []): void {
    const { study, language, startKey: key, isSimulated } = shown
    const start = { key, token: formToken(secret, `${study.id}:${key}`), isSimulated }
    const ticked = Object.keys(shown.form ?? {}).filter((name) => shown.form?.[name] === 'yes')
    const page = consentPage({ study, consent: consentTextIn(language), start, ticked }, problems)
    if (problems.length > 0) sentBack(res, 422)
    show(res, 'participation/consent', { ...pageFor(words, language), ...page })
  }

  /** The journey that this browser holds for a study: whoever is under way does not begin again. */
  async function heldJourney(req: Request, { id }: Study): Promise<Journey | undefined> {
    const token = heldToken(req, id)
    return token ? await findJourney(db, token) : undefined
  }

  async function found({ study: id, language }: Request['params']): Promise<{ study: Study; language: Language }> {
    const study = await findStudy(db, String(id))
    if (!isLanguage(language) || !study.languages.includes(language)) throw new Refusal('language-unknown')
    return { study, language }
  }

  return router
}

/** @throws {Refusal} form-expired, if there is no key such as our pages carry */
function startKeyIn(body: unknown): string {
  const read = startForm.safeParse(body)
  if (!read.success) throw new Refusal('form-expired')
  return read.data.start
}

const changedText: Problem = { field: 'adult', key: 'participation:consent.problem.changed' }

interface Shown {
  readonly study: Study
  readonly language: Language
  readonly startKey: string
  readonly isSimulated: boolean
  /** What was sent, when the page is shown again. */
  readonly form?: Record<string, unknown>
}
