import type { Db, Trx } from '../platform/db/connection.ts'
import { writeJson } from '../platform/db/json.ts'
import type { Language } from '../platform/languages.ts'
import { Refusal } from '../platform/refusal.ts'
import { type AgreementId, consentTextIn } from '../studies/consent.ts'
import { findJourney } from './journey.ts'
import { keepEarlierConsent, updateConsent } from './queries.ts'

export interface Agreed {
  readonly language: Language
  readonly isSharing: boolean
  readonly agreedAt: Date
}

/** The record of an agreement to the text as it is now, box by box. */
export function agreedTo({ language, isSharing, agreedAt }: Agreed) {
  const { version, textHash } = consentTextIn(language)
  const agreements: AgreementId[] = isSharing ? ['part', 'adult', 'sharing'] : ['part', 'adult']
  return { version, language, textHash, agreements: writeJson(agreements), agreedAt: agreedAt.toISOString() }
}

/** Notes that somebody under way has agreed to the text as it is now; what they agreed to before is kept beside it.
 *  Agreeing twice changes nothing.
 *  @throws {Refusal} participation-unknown */
export function renewConsent(db: Db, { token, isSharing, agreedAt }: Omit<Agreed, 'language'> & { token: string }) {
  return db.transaction().execute(async (trx: Trx) => {
    const journey = await findJourney(trx, token)
    if (!journey) throw new Refusal('participation-unknown')
    const { id: participantId, language, isConsentCurrent } = journey.participant
    if (isConsentCurrent) return
    await keepEarlierConsent(trx, participantId)
    await updateConsent(trx, { participantId, ...agreedTo({ language, isSharing, agreedAt }) })
  })
}
