import type { Deps } from '../platform/deps.ts'
import { formToken } from '../platform/http/form-token.ts'
import { type Page, pageFor } from '../platform/http/page.ts'
import { Refusal } from '../platform/refusal.ts'
import { findJourney, type Journey, nextPosition, type Participant } from './journey.ts'

/** Somebody on the pages of their own participation. */
export interface Visitor {
  readonly journey: Journey
  readonly token: string
}

/** What every page shows a visitor: words, the token of its form, the link by which they can come back. */
export interface VisitorPage extends Page {
  readonly root: string
  readonly formToken: string
  /** For how long their place is still held, in seconds, and for how long after each answer. */
  readonly lease: { readonly secondsLeft: number; readonly minutes: number } | undefined
  readonly personalLink: string
}

/** @throws {Refusal} participation-unknown, if the token is nobody's in this study */
export async function findVisitor(
  { db }: Deps,
  { studyId, token }: { studyId: string; token: string | undefined },
): Promise<Visitor> {
  const journey = token ? await findJourney(db, token) : undefined
  if (!token || journey?.participant.studyId !== studyId) throw new Refusal('participation-unknown')
  return { journey, token }
}

export function visitorPage({ words, secret, baseUrl, now }: Deps, { journey, token }: Visitor): VisitorPage {
  const root = rootOf(journey.participant)
  return {
    ...pageFor(words, journey.participant.language),
    root,
    formToken: formToken(secret, token),
    lease: leaseOf(journey.participant, now()),
    personalLink: `${baseUrl}${root}/return/${token}`,
  }
}

/** Nothing for somebody who has no place to lose. */
function leaseOf({ isFinished, seenAt, leaseMinutes: minutes }: Participant, now: Date): VisitorPage['lease'] {
  if (isFinished) return undefined
  const secondsGone = Math.round((now.getTime() - Date.parse(seenAt)) / 1000)
  return { minutes, secondsLeft: Math.min(Math.max(minutes * 60 - secondsGone, 0), minutes * 60) }
}

/** Where all pages of a person begin. */
export function rootOf({ studyId, language }: Participant): string {
  return `/take/${studyId}/${language}`
}

/** Whether somebody may be asked anything. */
export function isUnderWay({ participant }: Journey): boolean {
  return participant.isConsentCurrent && !participant.isFinished && !participant.isWithdrawn
}

/** Whether somebody under way must read the consent text first, as it has changed since they agreed to it. */
export function isAtDoor({ participant }: Journey): boolean {
  return !participant.isConsentCurrent && !participant.isFinished && !participant.isWithdrawn
}

/** Where a person stands: at their next question, at the comment, or at the end; before a text they have not agreed to
 *  yet; or outside, after they have withdrawn. */
export function ownPage({ participant, askings }: Journey): string {
  const root = rootOf(participant)
  if (participant.isWithdrawn) return `${root}/withdrawn`
  if (participant.isFinished) return `${root}/thanks`
  if (!participant.isConsentCurrent) return root
  const next = nextPosition(askings)
  return next === undefined ? `${root}/feedback` : `${root}/questions/${next}`
}
