import type { Stance, TaskForm } from '../stances/record.ts'
import type { GroupFigures } from './group-figures.ts'
import type { MeasureKind } from './measure-kinds.ts'
import { obtain } from './obtain.ts'
import type { Topic } from './question-book.ts'

/** How often a respondent said yes on a topic, where that means one stance. */
export interface YesCount {
  readonly means: Stance
  /** Shares on yes, added up. */
  readonly said: number
  readonly answers: number
}

/** The groups that one sitting of a respondent makes. */
export interface PatternPart {
  readonly topic: Topic
  readonly form: TaskForm
  /** The measures that the sitting tells of. */
  readonly told: readonly MeasureKind[]
  readonly groups: Readonly<Record<MeasureKind, readonly GroupFigures[]>>
  readonly yes: readonly YesCount[]
}

/** Answers of one respondent to one wording that was asked several times. */
export interface RetestPart {
  readonly topic: Topic
  readonly form: TaskForm
  readonly group: GroupFigures
}

/** What the answers of a respondent amount to. Respondents who are alike in it share it, so a million of them are few
 *  patterns. */
export interface Pattern {
  readonly id: number
  readonly parts: readonly PatternPart[]
  readonly retests: readonly RetestPart[]
  /** How many respondents are so. */
  times: number
}

/** Keeps each pattern once. */
export class PatternBook {
  readonly #known = new Map<string, Pattern>()
  readonly #topics = new Map<Topic, number>()
  readonly all: Pattern[] = []

  /** Counts a respondent, whose parts may come in any order. */
  count(parts: readonly PatternPart[], retests: readonly RetestPart[]): Pattern {
    const key = `${this.#keyOf(parts, (part) => this.#partKey(part))}|${this.#keyOf(retests, (one) => this.#retestKey(one))}`
    return this.countAgain(obtain(this.#known, key, () => this.#added(parts, retests)))
  }

  /** Counts a respondent who is like those of a pattern. */
  countAgain(pattern: Pattern): Pattern {
    pattern.times += 1
    return pattern
  }

  #added(parts: readonly PatternPart[], retests: readonly RetestPart[]): Pattern {
    const pattern = { id: this.all.length, parts, retests, times: 0 }
    this.all.push(pattern)
    return pattern
  }

  #keyOf<Part>(parts: readonly Part[], keyOf: (part: Part) => string): string {
    const [first, ...others] = parts
    if (first === undefined) return ''
    return others.length === 0 ? keyOf(first) : parts.map(keyOf).sort().join(';')
  }

  #partKey({ topic, form, groups, yes }: PatternPart): string {
    let key = `${this.#topicId(topic)}${form === 'open' ? 'o' : 'c'}${idsOf(groups.topic)}`
    if (groups.paraphrase !== groups.topic) key += `/${idsOf(groups.paraphrase)}`
    for (const { means, said, answers } of yes) key += ` ${means}${said}/${answers}`
    return key
  }

  #retestKey({ topic, form, group }: RetestPart): string {
    return `${this.#topicId(topic)}${form}${group.id}`
  }

  #topicId(topic: Topic): number {
    return obtain(this.#topics, topic, () => this.#topics.size)
  }
}

/** Which groups, whatever their order. */
function idsOf(groups: readonly GroupFigures[]): string {
  const ids = groups.map(({ id }) => id)
  if (ids.some((id, n) => id < (ids[n - 1] ?? id))) ids.sort((one, other) => one - other)
  let key = ''
  for (const id of ids) key += `${id},`
  return key
}
