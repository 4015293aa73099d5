import { Refusal } from '../platform/refusal.ts'
import { sign } from '../platform/secret.ts'
import { randomToken } from '../platform/tokens.ts'
import type { Study } from '../studies/study.ts'

/** How somebody comes to the door of a study. */
export interface Entry {
  /** Drawn with each consent page; whoever comes under an identity has the same one each time. */
  readonly startKey: string
  /** What the link says they are known as, if anything. Nothing of it is stored but a keyed hash. */
  readonly person: string | undefined
}

/** The entry that a link opens.
 *  @throws {Refusal} request-refused, if it names somebody in a way that is no name */
export function entryBy(secret: string, { id }: Study, person: unknown): Entry {
  if (person === undefined) return { startKey: randomToken(), person }
  if (typeof person !== 'string' || !/^[\w.@-]{1,100}$/.test(person) || nobody.test(person))
    throw new Refusal('request-refused')
  return { startKey: sign(secret, `person:${id}:${person}`), person }
}

/** What programs write for a name they do not have. */
const nobody = /^(null|undefined|none|nan)$/i

/** What whoever begins by this entry holds. */
export function tokenFor(secret: string, startKey: string): string {
  return sign(secret, `participant:${startKey}`)
}

/** Who may be under way already: an identity takes part once, whatever the browser holds; else it is whoever this
 *  browser holds. */
export function tokenAtDoor(secret: string, { person, startKey }: Entry, held: string | undefined): string | undefined {
  return person === undefined ? held : tokenFor(secret, startKey)
}

/** What a link carries on from page to page: `?person=…&simulated=yes`, or nothing. */
export function queryOf({ person, isSimulated }: { person: string | undefined; isSimulated: boolean }): string {
  const query = new URLSearchParams({
    ...(person !== undefined && { person }),
    ...(isSimulated && { simulated: 'yes' }),
  })
  return query.size > 0 ? `?${query}` : ''
}
