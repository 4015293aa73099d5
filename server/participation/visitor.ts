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

export function visitorPage({ words, secret, baseUrl }: Deps, { journey, token }: Visitor): VisitorPage {
  const root = rootOf(journey.participant)
  return {
    ...pageFor(words, journey.participant.language),
    root,
    formToken: formToken(secret, token),
    personalLink: `${baseUrl}${root}/return/${token}`,
  }
}

/** Where all pages of a person begin. */
export function rootOf({ studyId, language }: Participant): string {
  return `/take/${studyId}/${language}`
}

/** Where a person stands: at their next question, at the comment, or at the end. */
export function ownPage({ participant, askings }: Journey): string {
  const root = rootOf(participant)
  if (participant.isFinished) return `${root}/thanks`
  const next = nextPosition(askings)
  return next === undefined ? `${root}/feedback` : `${root}/questions/${next}`
}
