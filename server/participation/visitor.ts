import type { Deps } from '../platform/deps.ts'
import { formToken } from '../platform/http/form-token.ts'
import { type Page, pageFor } from '../platform/http/page.ts'
import { Refusal } from '../platform/refusal.ts'
import { findParticipant, listAskings, nextPosition, type Participant } from './journey.ts'

/** Somebody on the pages of their own participation. */
export interface Visitor {
  readonly participant: Participant
  readonly token: string
  /** Where all their pages begin. */
  readonly root: string
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
  const participant = token ? await findParticipant(db, token) : undefined
  if (!token || participant?.studyId !== studyId) throw new Refusal('participation-unknown')
  const root = `/take/${studyId}/${participant.language}`
  return { participant, token, root }
}

export function visitorPage({ words, secret, baseUrl }: Deps, { participant, token, root }: Visitor): VisitorPage {
  return {
    ...pageFor(words, participant.language),
    root,
    formToken: formToken(secret, token),
    personalLink: `${baseUrl}${root}/return/${token}`,
  }
}

/** Where a person stands: at their next question, at the comment, or at the end. */
export async function ownPage({ db }: Deps, { participant, root }: Visitor): Promise<string> {
  if (participant.isFinished) return `${root}/thanks`
  const next = nextPosition(await listAskings(db, participant.id))
  return next === undefined ? `${root}/feedback` : `${root}/questions/${next}`
}
