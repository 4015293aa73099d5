import { Refusal } from '../refusal.ts'
import { sign } from '../secret.ts'
import { isSame } from '../tokens.ts'

const mostKept = 10_000
const known = new Map<string, string>()

/** The token a form carries: nobody else can compute it, as it needs the secret and what the browser holds.
 *  Each is computed once for as long as its holder is among the latest. */
export function formToken(secret: string, holder: string): string {
  const name = `${secret}:${holder}`
  const kept = known.get(name)
  if (kept) return kept
  const [oldest] = known.size < mostKept ? [] : known.keys()
  if (oldest !== undefined) known.delete(oldest)
  const token = sign(secret, `form:${holder}`)
  known.set(name, token)
  return token
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
