import { Refusal } from '../refusal.ts'

const mostFields = 100
const noName = /[[\]]|^(?:__proto__|constructor|prototype)$/

/** The fields that a form or the query of an address carries. Each name stands once, for one text: none of ours is a
 *  list or a tree, so what looks like one was not made by our pages.
 *  @param readValue reads a value, which may be what somebody wrote; names are held to the stricter rule
 *  @throws {Refusal} request-refused, also for what is no text in UTF-8 or holds a NUL; too-large, for too many */
export function fieldsIn(encoded: string, readValue = decoded): Readonly<Record<string, string>> {
  const parts = encoded.split('&', mostFields + 1)
  if (parts.length > mostFields) throw new Refusal('too-large')
  const fields: Record<string, string> = Object.create(null)
  for (const part of parts) if (part !== '') addField(fields, part, readValue)
  return fields
}

function addField(fields: Record<string, string>, part: string, readValue: typeof decoded): void {
  const end = part.indexOf('=')
  const name = decoded(end < 0 ? part : part.slice(0, end))
  if (noName.test(name) || name in fields) throw new Refusal('request-refused')
  fields[name] = end < 0 ? '' : readValue(part.slice(end + 1))
}

/** Text without a NUL, which has no place in an address or a name.
 *  @throws {Refusal} request-refused */
export function decoded(encoded: string): string {
  const text = decodedText(encoded)
  if (text.includes('\0')) throw new Refusal('request-refused')
  return text
}

/** Any text. What somebody wrote is not thrown away for a character that cannot be stored: its form says so.
 *  @throws {Refusal} request-refused */
export function decodedText(encoded: string): string {
  const text = decodedOrNot(encoded.replaceAll('+', ' '))
  if (text === undefined) throw new Refusal('request-refused')
  return text
}

function decodedOrNot(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return undefined
  }
}
