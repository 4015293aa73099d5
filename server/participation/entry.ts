import { Refusal } from '../platform/refusal.ts'
import { sign } from '../platform/secret.ts'
import { randomToken } from '../platform/tokens.ts'
import { type Recruiting, recruiterOf } from '../studies/recruiters.ts'
import type { Study } from '../studies/study.ts'

/** How somebody comes to the door of a study. */
export interface Entry {
  /** Drawn with each consent page; whoever comes under an identity has the same one each time. */
  readonly startKey: string
  /** What the link says they are known as, if anything. Nothing of it is stored but a keyed hash. */
  readonly person: string | undefined
}

/** Who a link says somebody is, by the name that the study's recruiter has for it; undefined if it says nothing.
 *  @throws {Refusal} if it names somebody in a way that is no name: request-refused, or link-incomplete where everybody
 *  comes from a recruiter */
export function personIn({ recruiting }: Study, query: Readonly<Record<string, unknown>>): string | undefined {
  const person = query[recruiting.parameter]
  if (person !== undefined) assertName(recruiting, person)
  return person
}

function assertName(recruiting: Recruiting, person: unknown): asserts person is string {
  const { person: form, isNeeded } = recruiterOf(recruiting)
  if (typeof person === 'string' && form.test(person) && !nobody.test(person)) return
  throw new Refusal(isNeeded ? 'link-incomplete' : 'request-refused')
}

/** What a start goes by: whoever comes under a name has the same key each time. */
export function startKeyFor(secret: string, { id }: Study, person: string | undefined): string {
  return person === undefined ? randomToken() : sign(secret, `person:${id}:${person}`)
}

/** Whether somebody is invented, to try a study out. Whoever a recruiter knows by name never is. */
export function isInvented(
  { recruiting }: Study,
  { person, said }: { person: string | undefined; said: unknown },
): boolean {
  return said === 'yes' && !(person !== undefined && recruiterOf(recruiting).isNeeded)
}

/** @throws {Refusal} link-incomplete, if somebody comes without a name to a study that sends nobody else
 *  @param isKnown whether they take part already, or are invented */
export function assertMayEnter(
  { recruiting }: Study,
  { person, isKnown }: { person: string | undefined; isKnown: boolean },
): void {
  if (person === undefined && !isKnown && recruiterOf(recruiting).isNeeded) throw new Refusal('link-incomplete')
}

/** What programs write for a name they do not have. */
const nobody = /^(null|undefined|none|nan)$/i

/** What whoever begins by this entry holds. */
export function tokenFor(secret: string, startKey: string): string {
  return sign(secret, `participant:${startKey}`)
}

/** Who may be under way already: a name takes part once, whatever the browser holds; else it is whoever this browser
 *  holds. */
export function tokenAtDoor(
  secret: string,
  { study, person, held }: { study: Study; person: string | undefined; held: string | undefined },
): string | undefined {
  return person === undefined ? held : tokenFor(secret, startKeyFor(secret, study, person))
}

/** What a link carries on from page to page: `?person=…&simulated=yes`, or nothing. */
export function queryOf(
  { recruiting }: Study,
  { person, isSimulated }: { person: string | undefined; isSimulated: boolean },
): string {
  const query = new URLSearchParams({
    ...(person !== undefined && { [recruiting.parameter]: person }),
    ...(isSimulated && { simulated: 'yes' }),
  })
  return query.size > 0 ? `?${query}` : ''
}
