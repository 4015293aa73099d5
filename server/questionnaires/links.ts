import { languageWords } from '../platform/languages.ts'
import type { Stance } from '../stances/record.ts'
import { type Finding, findingsIn, type Rule } from './findings.ts'
import type { Original, QuestionSet } from './question-set.ts'

/** How many originals of each language have a counterpart in English, by their English text, and how many texts
 *  are there in every language. Keyed by country; `uncontroversial_` goes before it for uncontroversial sets. */
export type Links = Readonly<Record<string, Readonly<Record<string, number>>>>

/** Links the originals of sets that differ in language alone. A set without a sister has no links. */
export function linksBetween(sets: readonly QuestionSet[]): Links {
  return Object.fromEntries(
    sisterhoods(sets).map(({ key, english, sisters }) => [
      key,
      {
        ...Object.fromEntries(sisters.map((set) => [languageWords[set.language], shared(set, english).length])),
        allLanguages: sisters.reduce((texts, set) => texts.intersection(englishTexts(set)), englishTexts(english)).size,
      },
    ]),
  )
}

/** What is worth a look between a set and its English sister. */
export function findingsBetween(sets: readonly QuestionSet[]): Finding[] {
  const pairs = sisterhoods(sets).flatMap(({ english, sisters }) =>
    sisters.filter((set) => set !== english).map((set) => ({ file: set.fileName, set, english })),
  )
  return findingsIn(pairs, linkRules)
}

interface Pair {
  readonly file: string
  readonly set: QuestionSet
  readonly english: QuestionSet
}

const linkRules: Readonly<Record<string, Rule<Pair>>> = {
  'original-missing': {
    description: 'Originals of the English file that are missing in this one.',
    count: ({ set, english }) => originalsOf(english).length - shared(english, set).length,
  },
  'original-not-in-english': {
    description: 'Originals that the English file does not have.',
    count: ({ set, english }) => originalsOf(set).length - shared(set, english).length,
  },
  'stance-conflict': {
    description: 'Originals whose "yes" stands on the other side than in the English file.',
    count: ({ set, english }) => {
      const stances = new Map(originalsOf(english).map((original) => [original.textEnglish, stanceOfYes(original)]))
      return shared(set, english).filter((original) =>
        isConflict(stanceOfYes(original), stances.get(original.textEnglish)),
      ).length
    },
  },
}

const yes = new Set(['yes', 'ja', 'はい', '是', '是的'])

/** Where an original's "yes" stands; undefined where no option says yes. */
export function stanceOfYes({ options }: Pick<Original, 'options'>): Stance | undefined {
  return options.find(({ text }) => yes.has(text.toLowerCase()))?.stance
}

function isConflict(one: Stance | undefined, other: Stance | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other
}

/** Sets of one country and controversy where English is among several languages. */
function sisterhoods(sets: readonly QuestionSet[]) {
  const groups = Map.groupBy(sets, ({ country, controversy }) =>
    controversy === 'controversial' ? country : `${controversy}_${country}`,
  )
  return [...groups].flatMap(([key, sisters]) => {
    const english = sisters.find(({ language }) => language === 'en')
    return english && sisters.length > 1 ? [{ key, english, sisters }] : []
  })
}

function shared(set: QuestionSet, other: QuestionSet): Original[] {
  const texts = englishTexts(other)
  return originalsOf(set).filter(({ textEnglish }) => texts.has(textEnglish))
}

function englishTexts(set: QuestionSet): Set<string> {
  return new Set(originalsOf(set).map(({ textEnglish }) => textEnglish))
}

function originalsOf({ topics }: QuestionSet): Original[] {
  return topics.flatMap(({ originals }) => originals)
}
