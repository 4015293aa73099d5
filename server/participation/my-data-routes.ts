import { type Request, type Response, Router } from 'express'
import type { Deps } from '../platform/deps.ts'
import { assertFormToken, formToken } from '../platform/http/form-token.ts'
import { pageFor } from '../platform/http/page.ts'
import { holderOf, holdToken } from '../platform/http/participant-cookie.ts'
import { seeOther } from '../platform/http/see-other.ts'
import { sentBack } from '../platform/http/sent-back.ts'
import { show } from '../platform/http/show.ts'
import type { Language } from '../platform/languages.ts'
import { Refusal } from '../platform/refusal.ts'
import { findJourney } from './journey.ts'
import { findMyData } from './my-data.ts'
import { codePage, myDataPage } from './my-data-pages.ts'
import { perMinute } from './per-minute.ts'
import { placeAt } from './place.ts'
import { personalCode } from './schema.ts'
import { rootOf } from './visitor.ts'

/** What is stored about a person: to see, to take along, and the way to have it deleted. Whoever comes from elsewhere
 *  shows their personal link first. */
export function myDataRoutes(deps: Deps): Router {
  const { db, words, secret, isPublic } = deps
  const router = Router()
  const { noteWrongLink } = perMinute(deps)

  router.get('/:study/:language/my-data', async (req, res) => {
    const { study, language } = await placeAt(db, req.params)
    const held = await findHeld(req)
    if (!held) return showCodeForm(res, { studyId: study.id, language, code: '', isWrong: false })
    show(res, 'participation/my-data', {
      ...pageFor(words, language),
      ...myDataPage(held, { language, t: words(language) }),
    })
  })

  router.get('/:study/:language/my-data/download', async (req, res) => {
    const held = await findHeld(req)
    if (!held) throw new Refusal('participation-unknown')
    res.setHeader('Content-Disposition', `attachment; filename="stanceline-${held.study.id}-my-data.json"`)
    res.json(held)
  })

  router.post('/:study/:language/my-data', async (req, res) => {
    const { study, language } = await placeAt(db, req.params)
    assertFormToken(secret, { holder: formHolder(study.id), token: req.body?.formToken })
    const code = String(req.body?.code ?? '')
    const token = personalCode.safeParse(code).data
    const journey = token ? await findJourney(db, token) : undefined
    if (!token || journey?.participant.studyId !== study.id) {
      await noteWrongLink(req.ip ?? '')
      return showCodeForm(res, { studyId: study.id, language, code, isWrong: true })
    }
    holdToken(res, { studyId: study.id, token, isPublic })
    seeOther(res, `${rootOf(journey.participant)}/my-data`)
  })

  function showCodeForm(res: Response, { studyId, language, code, isWrong }: CodeAsked): void {
    const token = formToken(secret, formHolder(studyId))
    if (isWrong) sentBack(res, 422)
    show(res, 'participation/my-code', { ...pageFor(words, language), ...codePage({ studyId, token, code, isWrong }) })
  }

  async function findHeld(req: Request) {
    const { studyId, token } = holderOf(req)
    return token ? await findMyData(db, { secret, studyId, token }) : undefined
  }

  return router
}

interface CodeAsked {
  readonly studyId: string
  readonly language: Language
  /** As it was typed. */
  readonly code: string
  readonly isWrong: boolean
}

function formHolder(studyId: string): string {
  return `my-data:${studyId}`
}
