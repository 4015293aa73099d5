import type { Stance, TaskForm } from '../stances/record.ts'
import type { AnswerTally } from './answer-tally.ts'
import { type Cluster, type YesPart, yesClusters } from './clusters.ts'
import type { Estimate, Undefined } from './estimate.ts'
import { Resampling } from './resampling.ts'

/** Share of yes, by what yes means. Whoever goes by the topic alone has two shares that add up to 1;
 *  where they add up to more, yes itself draws people. */
export interface YesSaying {
  readonly language?: string
  readonly whereYesSupports: YesShare | Undefined
  readonly whereYesOpposes: YesShare | Undefined
}

interface YesShare {
  readonly share: number
  readonly interval: Estimate['interval']
  readonly intervalOverTopics: Estimate['interval']
  readonly answers: number
}

/** Yes-saying by language, over the questions whose options are a yes and a no; none, no entry. */
export function yesSayingOf(tallies: readonly AnswerTally[], form: TaskForm, seed: number): YesSaying[] {
  const known = tallies.filter(({ isStanceKnown }) => isStanceKnown)
  const clusters = yesClusters(known, form)
  const languages = new Set(clusters.flatMap(({ parts }) => parts.map(({ language }) => language)))
  return [...languages].sort().map((language) => {
    const share = (means: Stance) => yesShare(clusters, { means, language, seed })
    return {
      ...(language && { language }),
      whereYesSupports: share('supports'),
      whereYesOpposes: share('opposes'),
    }
  })
}

interface Asked {
  readonly means: Stance
  readonly language: string
  readonly seed: number
}

function yesShare(all: readonly Cluster<YesPart>[], { means, language, seed }: Asked): YesShare | Undefined {
  const isAsked = (part: YesPart) => part.means === means && part.language === language
  const clusters = all.map(({ parts, ...one }) => ({ ...one, parts: parts.filter(isAsked) }))
  const answers = clusters.flatMap(({ parts, times }) => parts.map((part) => part.answers * times))
  if (answers.length === 0) return { undefined: `no question was answered where a yes ${means}` }
  const figure = { name: 'yes', portion: ({ said, answers: count }: YesPart) => ({ sum: said, count }) }
  const resampling = new Resampling(clusters, [figure], { seedParts: [seed, 'yes', language, means] })
  return {
    share: resampling.value('yes'),
    interval: resampling.interval('yes'),
    intervalOverTopics: resampling.intervalOverTopics('yes'),
    answers: answers.reduce((sum, count) => sum + count, 0),
  }
}
