import { Refusal } from '../refusal.ts'
import { sign } from '../secret.ts'
import { isSame } from '../tokens.ts'

/** The token a form carries: nobody else can compute it, as it needs the secret and what the browser holds. */
export function formToken(secret: string, holder: string): string {
  return sign(secret, `form:${holder}`)
}

/** @throws {Refusal} form-expired, if the form does not carry the token made for its holder */
export function assertFormToken(secret: string, { holder, token }: { holder: string; token: unknown }): void {
  if (typeof token !== 'string' || !isSame(token, formToken(secret, holder))) throw new Refusal('form-expired')
}
