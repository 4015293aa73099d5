import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Language } from '../platform/languages.ts'
import type { Chapter, Entry } from './entry.ts'

const folder = join(import.meta.dirname, '../../views/reference')

/** What is said about an entry in one language. */
export interface EntryText {
  readonly title: string
  /** What the figure tells. */
  readonly tells: string
  /** What the signs of the formula stand for. */
  readonly symbols?: string | undefined
  readonly range: string
  /** When each degenerate case comes about. */
  readonly cases: Readonly<Record<string, string>>
  /** How it differs from the published code, and why. */
  readonly published?: string | undefined
  /** What it does not tell. */
  readonly caution?: string | undefined
}

export interface ChapterText {
  readonly title: string
  readonly entries: Readonly<Record<string, EntryText>>
}

const text = z.string().trim().min(1)

/**
 * The words of a chapter in one language.
 * @throws {z.ZodError} if an entry or a part of it is missing, empty or not known
 */
export function readChapterText(language: Language, { id, entries }: Chapter): ChapterText {
  const file = join(folder, language, `${id}.json`)
  const words = z.strictObject(Object.fromEntries(entries.map((entry) => [entry.id, entryText(entry)])))
  return z.strictObject({ title: text, entries: words }).parse(JSON.parse(readFileSync(file, 'utf8')))
}

function entryText({ formula, cases, study }: Entry): z.ZodType<EntryText> {
  return z.strictObject({
    title: text,
    tells: text,
    symbols: formula.length > 0 ? text : text.optional(),
    range: text,
    cases: z.strictObject(Object.fromEntries(Object.keys(cases).map((name) => [name, text]))),
    published: study === 'other' ? text : text.optional(),
    caution: text.optional(),
  })
}
