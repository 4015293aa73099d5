import type { Translate } from '../platform/http/words.ts'
import { type Language, languages } from '../platform/languages.ts'
import { chapters } from './chapters.ts'
import { type Chapter, type Entry, outcomeWords, studyWords, unitWords } from './entry.ts'
import { type Source, sourceOf } from './sources.ts'
import { type ChapterText, type EntryText, readChapterText } from './texts.ts'

/** Everything there is to say about a measure, an interval or a rule, in one language. */
export interface ReferenceEntry {
  readonly id: string
  readonly also?: readonly string[]
  readonly title: string
  readonly tells: string
  readonly formula: readonly string[]
  readonly symbols?: string
  readonly unit: string
  readonly range: string
  readonly cases: readonly Case[]
  readonly published: { readonly verdict: string; readonly text?: string }
  readonly caution?: string
  /** None where it is our own. */
  readonly sources: readonly Source[]
  readonly fields: readonly string[]
}

/** A degenerate case, and what comes out of it, where its words do not say that. */
export interface Case {
  readonly when: string
  readonly outcome?: Outcome
}

interface Outcome {
  readonly text: string
  /** Whether it stands in JSON like that, in any language. */
  readonly isVerbatim: boolean
}

export interface ReferenceChapter {
  readonly id: string
  readonly title: string
  readonly entries: readonly ReferenceEntry[]
}

/** The whole reference in one language.
 *  @param t the words of that language for what entries have in common */
export function referenceIn(language: Language, t: Translate): ReferenceChapter[] {
  return chapters.map((chapter) => {
    const { title, entries } = textOf(language, chapter)
    return {
      id: chapter.id,
      title,
      entries: chapter.entries.flatMap((entry) => {
        const text = entries[entry.id]
        return text ? told(entry, text, t) : []
      }),
    }
  })
}

const known = new Map(languages.map((language) => [language, new Map<string, ChapterText>()]))

/** Read when first asked for. */
function textOf(language: Language, chapter: Chapter): ChapterText {
  const texts = known.get(language)
  const text = texts?.get(chapter.id) ?? readChapterText(language, chapter)
  texts?.set(chapter.id, text)
  return text
}

function told(entry: Entry, { title, tells, symbols, range, published, caution, ...text }: EntryText, t: Translate) {
  const { id, also, formula, unit, cases, study, sources, fields } = entry
  return {
    id,
    ...(also && { also }),
    title,
    tells,
    formula,
    ...(symbols && { symbols }),
    unit: t(unitWords[unit]),
    range,
    cases: Object.entries(cases).map(([name, outcome]) => ({
      when: text.cases[name] ?? '',
      ...(outcome && { outcome: outcomeIn(outcome, t) }),
    })),
    published: { verdict: t(studyWords[study]), ...(published && { text: published }) },
    ...(caution && { caution }),
    sources: sources.map(sourceOf),
    fields,
  }
}

function outcomeIn(outcome: string, t: Translate): Outcome {
  const words = new Map<string, string>(Object.entries(outcomeWords)).get(outcome)
  return words ? { text: t(words), isVerbatim: false } : { text: outcome, isVerbatim: true }
}

/** What is asked for by the name of an entry, of one of its fields, or the end of a field's path; none where nothing
 *  is known by that name. */
export function entriesNamed(all: readonly ReferenceChapter[], name: string): ReferenceEntry[] {
  const entries = all.flatMap((chapter) => chapter.entries)
  const own = entries.filter(({ id, also = [] }) => [id, ...also].includes(name))
  const isNamed = (field: string) => field === name || field.endsWith(`.${name}`)
  const explaining = entries.filter(({ fields }) => fields.some(isNamed))
  return [...new Set([...own, ...explaining])]
}
