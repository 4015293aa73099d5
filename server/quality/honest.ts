import { byTopic, type Side, type SidedAnswer } from './own-answer.ts'

/**
 * The chance that an honest person takes exactly these stances. Honest people hold a side on each topic and keep to it
 * in each answer with a given dependability. Which side is told by the others: of whoever supports by the share s,
 * a share (s - 1 + d) / (2d - 1) holds that side at dependability d, cut to 0 … 1; where nobody else answered, either
 * side is equally likely. Exact but for that share, which is rough where the others are few: topics and answers are
 * independent once the sides are held. 1 for no answers.
 *
 * @param stanceOf the stance whose chance is asked for, of each answer
 * @example an answer to two questions of one topic, and nobody else: chanceOfStances(two, () => 'supports', 0.85)
 *   // 0.5 * 0.85 ** 2 + 0.5 * 0.15 ** 2
 */
export function chanceOfStances(
  answers: readonly SidedAnswer[],
  stanceOf: (answer: SidedAnswer) => Side,
  dependability: number,
): number {
  let chance = 1
  for (const own of byTopic(answers).values()) {
    const supporting = own.filter((answer) => stanceOf(answer) === 'supports').length
    const opposing = own.length - supporting
    const held = shareHolding(own[0]?.othersOnTopic ?? 0.5, dependability)
    const lapse = 1 - dependability
    chance *=
      held * dependability ** supporting * lapse ** opposing +
      (1 - held) * lapse ** supporting * dependability ** opposing
  }
  return chance
}

function shareHolding(supporting: number, dependability: number): number {
  return Math.min(Math.max((supporting - 1 + dependability) / (2 * dependability - 1), 0), 1)
}
