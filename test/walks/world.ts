import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { Db } from '../../server/platform/db/connection.ts'
import { derivedSeed, seededRandom } from '../../server/statistics/seeded-random.ts'
import { createStudy } from '../../server/studies/create-study.ts'
import { studyDesign } from '../../server/studies/schema.ts'
import { consentIn } from '../bench/walker.ts'
import { browse, type Page, type Site } from '../support/browse.ts'
import { givenQuestions, noon } from '../support/given.ts'
import { Browser, parsed } from './browser.ts'
import type { Model } from './model.ts'

export const leaseMinutes = 10

/** One site with one clock, for walks that follow one another. */
export interface World {
  readonly db: Db
  readonly site: Site
  /** Minutes since the clock was started. */
  minute: number
}

export async function openWorld(t: Pick<TestContext, 'after'>, db: Db): Promise<World> {
  await givenQuestions(db, ['en', 'de'])
  return { db, site: await browse(t as TestContext, db), minute: 0 }
}

/** One person's walk through a study that has a place for them and one other person. */
export interface Walk {
  readonly world: World
  readonly study: string
  /** Where the person's pages begin. */
  readonly root: string
  here: Browser
  readonly personalLink: string
  /** Question pages that are open in other tabs. */
  readonly tabs: Page[]
  /** The last address looked at. */
  at: string
  readonly model: Model
  readonly unit: string
  /** Who else holds a place: in which unit, and since when. */
  others: { readonly unit: string; readonly seenAt: number }[]
  readonly stranger: { readonly page: Page; readonly study: string }
  /** One of so many, from 0. */
  pick(among: number): number
}

export function oneOf<Item>(walk: Pick<Walk, 'pick'>, items: readonly Item[]): Item {
  const item = items[walk.pick(items.length)]
  assert.ok(item !== undefined)
  return item
}

/** Somebody agrees in a study of their own and sees the first question. */
export async function beginWalk(world: World, seed: number): Promise<Walk> {
  const { db, site } = world
  const study = await newStudy(db)
  const root = `/take/${study}/en`
  const here = new Browser(site.url)
  const opened = await agreed(here, study)
  const first = parsed(opened)
  const { unitId: unit } = await lastIn(db, study)
  const asked = await db.selectFrom('unitWordings').where('unitId', '=', unit).select('wordingId').execute()
  const choices = first.choices.map(({ value, label }) => ({ value, label }))
  return {
    world,
    study,
    root,
    here,
    personalLink: new URL(/href="([^"]+\/return\/[^"]+)"/.exec(opened.body)?.[1] ?? '').pathname,
    tabs: [first],
    at: '/questions/1',
    model: {
      stage: 'under-way',
      total: asked.length,
      shown: new Map([[1, { heading: first.heading, choices }]]),
      answers: new Map(),
      code: undefined,
      place: 'held',
      seenAt: world.minute,
    },
    unit,
    others: [],
    stranger: await newStranger(world),
    pick: seededRandom(derivedSeed([`walk ${seed}`])).place,
  }
}

/** Two units of one place each; one asks three questions, the other two. */
async function newStudy(db: Db): Promise<string> {
  const wishes = { questionnaire: 'pilot', country: 'atlantis', unitKind: 'paraphrase', peoplePerUnit: 1, leaseMinutes }
  const offers = { isAbstainOffered: true, isDeclineOffered: true, languages: ['en', 'de'], startsPerMinute: 1000 }
  return createStudy(db, { design: studyDesign.parse({ ...wishes, ...offers }), createdAt: noon })
}

const strangers = new WeakMap<World, Promise<Walk['stranger']>>()

/** Somebody in another study, whose form others must not be able to use. */
function newStranger(world: World): Promise<Walk['stranger']> {
  const make = async () => {
    const study = await newStudy(world.db)
    return { study, page: parsed(await agreed(new Browser(world.site.url), study)) }
  }
  const stranger = strangers.get(world) ?? make()
  strangers.set(world, stranger)
  return stranger
}

async function agreed(browser: Browser, study: string) {
  const door = `/take/${study}/en`
  const boxes = consentIn((await browser.get(door)).body)
  const begun = await browser.post(`${door}/participation`, boxes)
  assert.equal(begun.location, `${door}/questions/1`)
  return browser.get(begun.location)
}

/** Somebody else comes. They get a place if one is free, or if somebody's lease is over. */
export async function somebodyElseComes({ world, study, unit, ...walk }: Walk): Promise<number> {
  const { model, others } = walk
  const over = ({ seenAt }: { seenAt: number }) => seenAt < world.minute - leaseMinutes
  const staying = others.filter((one) => !over(one))
  const isReleased = model.stage === 'under-way' && model.place === 'held' && over(model)
  const taken = staying.length + (model.place === 'held' && !isReleased ? 1 : 0)
  const browser = new Browser(world.site.url)
  const boxes = consentIn((await browser.get(`/take/${study}/en`)).body)
  const { status } = await browser.post(`/take/${study}/en/participation`, boxes)
  assert.equal(status, taken < 2 ? 303 : 409)
  if (status === 409) return status
  if (isReleased) model.place = 'released'
  others.splice(0, others.length, ...staying, { unit: (await lastIn(world.db, study)).unitId, seenAt: world.minute })
  return status
}

async function lastIn(db: Db, study: string) {
  const people = await db.selectFrom('participants').where('studyId', '=', study).selectAll().execute()
  const last = people.sort((a, b) => a.startedAt.localeCompare(b.startedAt)).at(-1)
  assert.ok(last)
  return last
}

/** A deed notes that somebody was seen; whoever lost their place gets it back while it is free. */
export function touch({ world, unit, model, others }: Walk): void {
  model.seenAt = world.minute
  if (model.place !== 'released') return
  model.place = others.some((one) => one.unit === unit) ? 'over-quota' : 'held'
}
