import type { Db } from '../platform/db/connection.ts'
import { readFlag } from '../platform/db/json.ts'
import { type Language, languages } from '../platform/languages.ts'
import type { Stance } from '../stances/record.ts'
import type { Controversy } from './file-name.ts'
import {
  type CurrentEdition,
  type EditionLine,
  listCurrentEditions,
  listEditionLines,
  listOptions,
  type OptionRow,
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

/** Which sets are wanted; what is left out is not narrowed. */
export interface Selection {
  readonly questionnaire: string
  readonly country?: string | undefined
  readonly languages?: readonly Language[] | undefined
  readonly controversy?: Controversy | undefined
}

/** The current sets of a questionnaire, by country, then controversial before uncontroversial, then by language. */
export async function findQuestionSets(db: Db, selection: Selection): Promise<QuestionSet[]> {
  const editions = (await listCurrentEditions(db, selection.questionnaire)).map(headOf)
  const sets: QuestionSet[] = []
  for (const edition of editions.filter((head) => isWanted(head, selection)).sort(byCountry)) {
    const options = Map.groupBy(await listOptions(db, edition.id), ({ originalId }) => originalId)
    sets.push({ ...edition, topics: topicsOf(await listEditionLines(db, edition.editionId), options) })
  }
  return sets
}

type Head = Omit<QuestionSet, 'topics'>

function headOf({ isControversial, language, ...edition }: CurrentEdition): Head {
  const controversy = readFlag(isControversial) ? 'controversial' : 'uncontroversial'
  return { ...edition, language: language as Language, controversy }
}

function isWanted(head: Head, { country, languages, controversy }: Selection): boolean {
  return (
    (country ?? head.country) === head.country &&
    (languages ?? [head.language]).includes(head.language) &&
    (controversy ?? head.controversy) === head.controversy
  )
}

function byCountry(a: Head, b: Head): number {
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
