import { chanceOfStances } from './honest.ts'
import { type Side, type SidedAnswer, sided } from './own-answer.ts'
import type { Rule } from './rule.ts'

const thresholds = { answers: 6, whereYesSupports: 2, whereYesOpposes: 2 }

/**
 * The same word to every question that is answered by yes or no, whatever it means: at least 6 answers, 2 of them where
 * a yes supports the topic and 2 where it opposes. False alarm: the chance that an honest person takes these
 * stances (`chanceOfStances`). After acquiescence in the survey literature: Krosnick (1999),
 * doi:10.1146/annurev.psych.50.1.537.
 */
export const alwaysYes = sameWord('always-yes', (yesMeans) => yesMeans)

/** The same for no. */
export const alwaysNo = sameWord('always-no', opposite)

type YesOrNo = SidedAnswer & { readonly yesMeans: Side }

function sameWord(name: 'always-yes' | 'always-no', meant: (yesMeans: Side) => Side): Rule {
  return {
    name,
    thresholds,
    lacking: 'nobody answered 6 questions by yes or no, 2 where a yes supports and 2 where it opposes',
    apply: ({ answers }, { dependability }) => {
      const own = sided(answers).filter((answer): answer is YesOrNo => answer.yesMeans !== undefined)
      const whereYesSupports = own.filter(({ yesMeans }) => yesMeans === 'supports').length
      const counts = { answers: own.length, whereYesSupports, whereYesOpposes: own.length - whereYesSupports }
      if (!reaches(counts)) return undefined
      const falseAlarmRate = chanceOfStances(own, ({ yesMeans = 'supports' }) => meant(yesMeans), dependability)
      const isBroken = own.every(({ stance, yesMeans }) => stance === meant(yesMeans))
      return { falseAlarmRate, ...(isBroken && { evidence: counts }) }
    },
  }
}

function reaches(counts: typeof thresholds): boolean {
  return (
    counts.answers >= thresholds.answers &&
    counts.whereYesSupports >= thresholds.whereYesSupports &&
    counts.whereYesOpposes >= thresholds.whereYesOpposes
  )
}

function opposite(side: Side): Side {
  return side === 'supports' ? 'opposes' : 'supports'
}
