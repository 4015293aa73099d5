import { Kept } from '../kept.ts'
import { Refusal } from '../refusal.ts'
import { sign } from '../secret.ts'
import { isSame } from '../tokens.ts'

const known = new Kept<string>(10_000)

/** The token a form carries: nobody else can compute it, as it needs the secret and what the browser holds.
 *  Each is computed once for as long as its holder is among the latest. */
export function formToken(secret: string, holder: string): string {
  const name = `${secret}:${holder}`
  return known.get(name) ?? known.set(name, sign(secret, `form:${holder}`))
}

/** Returns the holder, if the form carries the token made for it.
 *  @throws {Refusal} form-expired, if it does not; participation-unknown, if there is no holder */
export function assertFormToken(
  secret: string,
  { holder, token }: { holder: string | undefined; token: unknown },
): string {
  if (holder === undefined) throw new Refusal('participation-unknown')
  if (typeof token !== 'string' || !isSame(token, formToken(secret, holder))) throw new Refusal('form-expired')
  return holder
}
