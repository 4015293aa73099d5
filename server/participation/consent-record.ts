import type { Db } from '../platform/db/connection.ts'
import { writeJson } from '../platform/db/json.ts'
import type { Language } from '../platform/languages.ts'
import { type AgreementId, consentTextIn } from '../studies/consent.ts'
import { type Holder, lockJourney } from './hold-place.ts'
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
export function renewConsent(db: Db, renewed: Omit<Agreed, 'language'> & Holder): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const { journey } = await lockJourney(trx, renewed)
    const { id: participantId, language, isConsentCurrent } = journey.participant
    if (isConsentCurrent) return
    await keepEarlierConsent(trx, participantId)
    await updateConsent(trx, { participantId, ...agreedTo({ ...renewed, language }) })
  })
}
