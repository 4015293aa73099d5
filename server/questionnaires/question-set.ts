import type { Db } from '../platform/db/connection.ts'
import { readFlag } from '../platform/db/json.ts'
import { type Language, languages } from '../platform/languages.ts'
import type { Stance } from '../stances/record.ts'
import type { Controversy } from './file-name.ts'
import {
  type EditionLine,
  listCurrentEditions,
  listEditionLines,
  listOptions,
  type OptionRow,
  type Selection,
} from './queries.ts'

/** The current content of one language, country and controversy: its latest edition, in the order of its file. */
export interface QuestionSet {
  readonly id: string
  readonly questionnaire: string
  readonly language: Language
  readonly country: string
  readonly controversy: Controversy
  readonly editionId: string
  /** Counts the editions of this set from 1. */
  readonly edition: number
  readonly fileName: string
  readonly topics: readonly Topic[]
}

export interface Topic {
  readonly id: string
  readonly name: string
  readonly nameEnglish: string | null
  /** The first one is that of the topic's first line. */
  readonly originals: readonly Original[]
}

export interface Original {
  readonly id: string
  readonly text: string
  readonly textEnglish: string
  readonly options: readonly Option[]
  readonly wordings: readonly Wording[]
}

export interface Option {
  readonly id: string
  readonly text: string
  readonly stance: Stance
}

export interface Wording {
  readonly id: string
  readonly sourceText: string
  readonly displayText: string
  readonly isOriginal: boolean
}

/** The current sets of a questionnaire, by country, then controversial before uncontroversial, then by language. */
export async function findQuestionSets(db: Db, selection: Selection): Promise<QuestionSet[]> {
  const sets: QuestionSet[] = []
  for (const edition of await listCurrentEditions(db, selection)) {
    const options = Map.groupBy(await listOptions(db, edition.id), ({ originalId }) => originalId)
    const lines = await listEditionLines(db, edition.editionId)
    sets.push({
      ...edition,
      language: edition.language as Language,
      controversy: readFlag(edition.isControversial) ? 'controversial' : 'uncontroversial',
      topics: topicsOf(lines, options),
    })
  }
  return sets.sort(bySelectionOrder)
}

function bySelectionOrder(a: QuestionSet, b: QuestionSet): number {
  if (a.country !== b.country) return a.country < b.country ? -1 : 1
  if (a.controversy !== b.controversy) return a.controversy < b.controversy ? -1 : 1
  return languages.indexOf(a.language) - languages.indexOf(b.language)
}

type OptionsByOriginal = ReadonlyMap<string, readonly OptionRow[]>

function topicsOf(lines: readonly EditionLine[], options: OptionsByOriginal): Topic[] {
  return groupsOf(lines, ({ topicId }) => topicId).map((group) => ({
    id: group[0].topicId,
    name: group[0].topicName,
    nameEnglish: group[0].topicNameEnglish,
    originals: originalsOf(group, options),
  }))
}

function originalsOf(lines: readonly EditionLine[], options: OptionsByOriginal): Original[] {
  return groupsOf(lines, ({ originalId }) => originalId).map((group) => ({
    id: group[0].originalId,
    text: group[0].originalText,
    textEnglish: group[0].originalTextEnglish,
    options: (options.get(group[0].originalId) ?? []).map(({ id, text, stance }) => ({ id, text, stance })),
    wordings: group.map(({ wordingId, sourceText, displayText, isOriginal }) => ({
      id: wordingId,
      sourceText,
      displayText,
      isOriginal: readFlag(isOriginal),
    })),
  }))
}

/** Groups in the order of their first lines. */
function groupsOf(lines: readonly EditionLine[], keyOf: (line: EditionLine) => string) {
  return [...Map.groupBy(lines, keyOf).values()] as [EditionLine, ...EditionLine[]][]
}
