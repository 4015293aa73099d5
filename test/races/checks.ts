import type { Db } from '../../server/platform/db/connection.ts'
import type { Reply } from '../bench/client.ts'

/** What replies say, each kind once, with how many there were: "303 /take/…/questions/2". */
export function kindsOf(replies: readonly Reply[]): Record<string, number> {
  const kinds: Record<string, number> = {}
  for (const { status, location } of replies) {
    const kind = `${status} ${location}`.trim()
    kinds[kind] = (kinds[kind] ?? 0) + 1
  }
  return kinds
}

/** How many rows a study has about people. */
export async function rowsOf(db: Db, study: string) {
  const people = db.selectFrom('participants').where('studyId', '=', study).select('id')
  const count = async (table: 'consents' | 'askings' | 'answers') =>
    (await db.selectFrom(table).where('participantId', 'in', people).select('participantId').execute()).length
  return {
    participants: (await people.execute()).length,
    consents: await count('consents'),
    askings: await count('askings'),
    answers: await count('answers'),
  }
}

/** What is wrong with the codes that people were shown: each has one, and nobody else has it. */
export function wrongCodes(shown: readonly (readonly string[])[]): string[] {
  const moving = shown.filter((codes) => new Set(codes).size !== 1).length
  const distinct = new Set(shown.flat()).size
  const unread = shown.flat().filter((code) => !/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/.test(code)).length
  return [
    ...(moving > 0 ? [`${moving} people were shown different codes`] : []),
    ...(distinct !== shown.length ? [`${distinct} codes for ${shown.length} people`] : []),
    ...(unread > 0 ? [`${unread} times no code was shown`] : []),
  ]
}
