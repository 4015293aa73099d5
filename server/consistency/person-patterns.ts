import type { GroupBook } from './group-figures.ts'
import type { SettledSitting } from './open-sittings.ts'
import type { Pattern, PatternBook } from './pattern-book.ts'
import { partOf } from './pattern-part.ts'
import { retestsIn } from './retests.ts'

const mostKnown = 100_000

/** Counts the patterns of people. Most answer in one sitting as somebody did before them, answer by answer: then it is
 *  known what that amounts to. */
export class PersonPatterns {
  readonly #book: PatternBook
  readonly #groups: GroupBook
  readonly #known = new Map<string, Pattern>()

  constructor(book: PatternBook, groups: GroupBook) {
    this.#book = book
    this.#groups = groups
  }

  count(sittings: readonly SettledSitting[]): Pattern {
    const [only, ...others] = sittings
    return only && others.length === 0 ? this.#countOne(only) : this.#added(sittings)
  }

  #countOne(sitting: SettledSitting): Pattern {
    const key = keyOf(sitting)
    const known = this.#known.get(key)
    if (known) return this.#book.countAgain(known)
    const pattern = this.#added([sitting])
    if (this.#known.size < mostKnown) this.#known.set(key, pattern)
    return pattern
  }

  #added(sittings: readonly SettledSitting[]): Pattern {
    const parts = sittings.map((sitting) => partOf(sitting, 'people', this.#groups))
    return this.#book.count(parts, retestsIn(sittings, this.#groups))
  }
}

function keyOf({ answers }: SettledSitting): string {
  let key = ''
  for (const { question, shape } of answers) key += `${question.id}.${shape.id} `
  return key
}
