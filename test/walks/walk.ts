import assert from 'node:assert/strict'
import { choiceOf } from '../../server/participation/choice.ts'
import { sha256 } from '../../server/platform/tokens.ts'
import {
  answer,
  answerInTwoTabs,
  changeAnswer,
  clickTwice,
  openSecondTab,
  sendStaleTab,
  sendWrong,
} from './answering.ts'
import {
  comeBack,
  commentTooMuch,
  finish,
  finishTwice,
  goBack,
  intrude,
  keepPlace,
  letSomebodyElseCome,
  reload,
  switchLanguage,
  waitPastTheLease,
  withdraw,
} from './moving.ts'
import { beginWalk, type Walk, type World } from './world.ts'

const moves = {
  ...{ answer, answerInTwoTabs, changeAnswer, clickTwice, openSecondTab, sendStaleTab, sendWrong },
  ...{ comeBack, goBack, intrude, keepPlace, letSomebodyElseCome, reload },
  ...{ commentTooMuch, finish, finishTwice, switchLanguage, waitPastTheLease, withdraw },
} as const
export type Move = keyof typeof moves
export const moveNames = Object.keys(moves) as Move[]

/** How often one move came right after another. */
export class Pairs {
  readonly #counts = new Map<string, number>()

  add(before: Move | undefined, move: Move): void {
    if (before) this.#counts.set(`${before} ${move}`, this.of(before, move) + 1)
  }

  of(before: Move, move: Move): number {
    return this.#counts.get(`${before} ${move}`) ?? 0
  }

  least(): { pair: string; times: number } {
    const all = moveNames.flatMap((before) => moveNames.map((move) => ({ before, move })))
    const [first] = all
      .map(({ before, move }) => ({ pair: `${before}, ${move}`, times: this.of(before, move) }))
      .sort((a, b) => a.times - b.times)
    return first ?? { pair: '', times: 0 }
  }
}

/** These end what else can happen, so they come in the second half of a walk. */
const late: readonly Move[] = ['finish', 'finishTwice', 'withdraw']

/** Walks as a seed says, comparing every page with the model and at the end every row. Returns how many moves it took.
 *  @throws {Error} with the moves that led there, if anything is otherwise */
export async function walkOnce(world: World, seed: number, pairs: Pairs): Promise<number> {
  const walk = await beginWalk(world, seed)
  const length = 30 + walk.pick(21)
  const trail: Move[] = []
  try {
    while (trail.length < length) {
      const move = chosen(walk, { trail, length, pairs })
      pairs.add(trail.at(-1), move)
      trail.push(move)
      world.site.pass(1)
      world.minute += 1
      await moves[move](walk)
    }
    await assertStored(walk)
    assert.deepEqual(world.site.incidents, [])
  } catch (cause) {
    throw new Error(`walk ${seed}: after ${trail.join(', ')}\n${String(cause)}`, { cause })
  }
  return length
}

/** Of a few drawn, the one that came least often after the last one. */
function chosen(walk: Walk, so: { trail: readonly Move[]; length: number; pairs: Pairs }): Move {
  const before = so.trail.at(-1)
  const isEarly = so.trail.length < so.length / 2
  const open = moveNames.filter((move) => !(isEarly && late.includes(move)))
  const drawn = Array.from({ length: 6 }, () => open[walk.pick(open.length)] ?? 'answer')
  if (!before) return drawn[0] ?? 'answer'
  return drawn.reduce((least, move) => (so.pairs.of(before, move) < so.pairs.of(before, least) ? move : least))
}

/** What is stored about the person is what the model says, revision by revision. */
async function assertStored({ world, here, model }: Walk): Promise<void> {
  const { db } = world
  const person = await db
    .selectFrom('participants')
    .where('tokenHash', '=', sha256(here.cookie.split('=')[1] ?? ''))
    .selectAll()
    .executeTakeFirstOrThrow()
  const isFinished = model.stage === 'finished'
  assert.deepEqual(
    [person.placeState, person.completionCode, person.finishedAt !== null, person.withdrawnAt !== null],
    [model.place, isFinished ? model.code : null, isFinished, model.stage === 'withdrawn'],
  )
  const rows = await db
    .selectFrom('answers')
    .where('participantId', '=', person.id)
    .orderBy('position')
    .orderBy('revision')
    .select(['position', 'revision', 'kind', 'optionId'])
    .execute()
  const latest = new Map(rows.map((row) => [row.position, { choice: choiceOf(row), revision: row.revision }]))
  const answers = model.stage === 'withdrawn' ? [] : [...model.answers].sort(([a], [b]) => a - b)
  assert.deepEqual([...latest], answers)
  assert.equal(
    rows.length,
    answers.reduce((sum, [, { revision }]) => sum + revision, 0),
  )
}
