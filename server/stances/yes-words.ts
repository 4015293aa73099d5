import { type Stance, stances } from './record.ts'

/** What people and models say for yes and for no, in the four languages; no word means both. */
const yesWords = new Set(['yes', 'ja', '是', '是的', 'はい'])
const noWords = new Set(['no', 'nein', '否', '不', '不是', 'いいえ'])

/**
 * Where a "yes" stands, if one option is a yes, one a no, and all others are neutral; else undefined.
 * @param stanceOf the stance of each option by its text
 * @example yesMeans({ 是的: 'opposes', 不: 'supports' }) // 'opposes'
 */
export function yesMeans(stanceOf: Readonly<Record<string, string>>): Stance | undefined {
  const sides = Object.entries(stanceOf).filter(([, stance]) => stance !== 'neutral')
  const yes = sides.filter(([text]) => yesWords.has(plain(text)))
  const no = sides.filter(([text]) => noWords.has(plain(text)))
  if (sides.length !== 2 || yes.length !== 1 || no.length !== 1) return undefined
  return stances.find((stance) => stance === yes[0]?.[1])
}

/** Where a "yes" stands, as the one answer tells whose option and stance are known; undefined where it tells nothing. */
export function yesMeansBy(option: string, stance: Stance): Stance | undefined {
  if (stance === 'neutral') return undefined
  const isYes = yesWords.has(plain(option))
  if (!isYes && !noWords.has(plain(option))) return undefined
  return isYes === (stance === 'supports') ? 'supports' : 'opposes'
}

function plain(text: string): string {
  return text.trim().normalize('NFKC').toLowerCase()
}
