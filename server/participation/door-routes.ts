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
import type { Language } from '../platform/languages.ts'
import { Refusal } from '../platform/refusal.ts'
import { consentTextIn } from '../studies/consent.ts'
import { findStudy, type Study } from '../studies/study.ts'
import { renewConsent } from './consent-record.ts'
import {
  assertMayEnter,
  type Entry,
  isInvented,
  personIn,
  queryOf,
  startKeyFor,
  tokenAtDoor,
  tokenFor,
} from './entry.ts'
import { findJourney, type Journey } from './journey.ts'
import { consentPage } from './pages.ts'
import { perMinute } from './per-minute.ts'
import { placeAt } from './place.ts'
import { sealedName } from './recruiter-names.ts'
import { consentForm, startForm } from './schema.ts'
import { startParticipation } from './start.ts'
import { isAtDoor, ownPage } from './visitor.ts'

/** The way in: language, information, consent. */
export function doorRoutes({ db, words, secret, isPublic, now }: Deps): Router {
  const router = Router()
  const { noteStart } = perMinute({ db, secret, now })

  router.get('/:study', async (req, res) => {
    const study = await findStudy(db, req.params.study)
    const query = req.originalUrl.includes('?') ? req.originalUrl.slice(req.originalUrl.indexOf('?')) : ''
    seeOther(res, `/take/${study.id}/${preferredLanguage(req, study.languages)}${query}`)
  })

  router.get('/:study/:language', async (req, res) => {
    const { study, language } = await placeAt(db, req.params)
    const person = personIn(study, req.query)
    const held = await findHeld(req, study, person)
    if (held && (!isAtDoor(held.journey) || held.journey.participant.language !== language)) return goOn(res, held)
    if (!held && study.isClosed) throw new Refusal('study-closed')
    const isSimulated = isInvented(study, { person, said: req.query.simulated })
    assertMayEnter(study, { person, isKnown: held !== undefined || isSimulated })
    showConsent(res, { study, language, person, startKey: startKeyFor(secret, study, person), isSimulated })
  })

  router.post('/:study/:language/participation', async (req, res) => {
    const { study, language } = await placeAt(db, req.params)
    const entry = entryIn(req.body, study)
    assertFormToken(secret, { holder: `${study.id}:${entry.startKey}`, token: req.body?.formToken })
    const held = await findHeld(req, study, entry.person)
    if (held && !isAtDoor(held.journey)) return goOn(res, held)
    const isSimulated = isInvented(study, { ...entry, said: req.body?.simulated })
    assertMayEnter(study, { ...entry, isKnown: held !== undefined || isSimulated })
    const shown = { study, language, ...entry, isSimulated }
    const read = consentIn(req.body, language)
    if ('problems' in read) return showConsent(res, { ...shown, ...read }, read.problems)
    const token = held?.token ?? tokenFor(secret, entry.startKey)
    await takeConsent(req, { ...shown, ...read, token, agreedAt: now(), isUnderWay: held !== undefined })
    holdToken(res, { studyId: study.id, token, isPublic })
    seeOther(res, `/take/${study.id}/${language}/questions/1`)
  })

  async function takeConsent(req: Request, agreed: Shown & Agreed): Promise<void> {
    if (agreed.isUnderWay) return renewConsent(db, { ...agreed, studyId: agreed.study.id })
    await noteStart(req.ip ?? '', agreed.study)
    await startParticipation(db, { ...agreed, startedAt: agreed.agreedAt, name: nameOf(agreed) })
  }

  function goOn(res: Response, { journey, token }: Held): void {
    holdToken(res, { studyId: journey.participant.studyId, token, isPublic })
    seeOther(res, ownPage(journey))
  }

  function showConsent(res: Response, shown: Shown, problems: readonly Problem[] = []): void {
    const { study, language, startKey: key, person, isSimulated } = shown
    const token = formToken(secret, `${study.id}:${key}`)
    const start = { key, token, person, isSimulated, query: queryOf(study, shown) }
    const ticked = Object.keys(shown.form ?? {}).filter((name) => shown.form?.[name] === 'yes')
    const page = consentPage({ study, consent: consentTextIn(language), start, ticked }, problems)
    if (problems.length > 0) sentBack(res, 422)
    show(res, 'participation/consent', { ...pageFor(words, language), ...page })
  }

  /** Whoever is under way does not begin again. */
  async function findHeld(req: Request, study: Study, person: string | undefined): Promise<Held | undefined> {
    const token = tokenAtDoor(secret, { study, person, held: heldToken(req, study.id) })
    const journey = token ? await findJourney(db, token) : undefined
    return token && journey ? { journey, token } : undefined
  }

  /** The entry that a consent page was made for. */
  function entryIn(body: unknown, study: Study): Entry {
    const form = startForm.safeParse(body)
    if (!form.success) throw new Refusal('form-expired')
    const person = personIn(study, { [study.recruiting.parameter]: form.data.person })
    return { startKey: person === undefined ? form.data.start : startKeyFor(secret, study, person), person }
  }

  /** What a recruiter calls somebody, where it must be told about them later. */
  function nameOf({ study, person, token }: Shown & Agreed) {
    if (person === undefined || study.recruiting.recruiter === 'open') return undefined
    return sealedName(secret, { person, token })
  }

  return router
}

interface Agreed {
  readonly token: string
  readonly isSharing: boolean
  readonly agreedAt: Date
  /** They had begun, and agree to a text that has changed since. */
  readonly isUnderWay: boolean
}

type ConsentRead = { readonly isSharing: boolean } | (Pick<Shown, 'form'> & { readonly problems: readonly Problem[] })

/** What somebody ticked; whoever agreed to a text that has changed meanwhile starts with empty boxes. */
function consentIn(body: Record<string, unknown>, language: Language): ConsentRead {
  const form = consentForm.safeParse(body)
  if (!form.success) return { form: body, problems: problemsIn(form.error) }
  if (form.data.consentHash !== consentTextIn(language).textHash) return { problems: [changedText] }
  return { isSharing: form.data.sharing === 'yes' }
}

interface Held {
  readonly journey: Journey
  readonly token: string
}

interface Shown extends Entry {
  readonly study: Study
  readonly language: Language
  readonly isSimulated: boolean
  readonly form?: Readonly<Record<string, unknown>> | undefined
}

const changedText: Problem = { field: 'part', key: 'participation:consent.problem.changed' }
