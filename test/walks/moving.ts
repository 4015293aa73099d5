import assert from 'node:assert/strict'
import type { Reply } from '../bench/client.ts'
import { Browser, parsed } from './browser.ts'
import { assertLeads, assertRefused, look, lookAtOwn } from './looks.ts'
import { next, ownPage } from './model.ts'
import { leaseMinutes, somebodyElseComes, touch, type Walk } from './world.ts'

export async function goBack(walk: Walk): Promise<void> {
  await look(walk, `/questions/${Math.max(next(walk.model) - 1, 1)}`)
}

/** The same address shows the very same page, but for the number that its script runs by. */
export async function reload(walk: Walk): Promise<void> {
  const shown = async () => {
    const { status, location, body } = await walk.here.get(`${walk.root}${walk.at}`)
    return [status, location, body.replace(/ nonce="[\w-]{22}"/, '')]
  }
  const first = await shown()
  await look(walk, walk.at)
  assert.deepEqual(await shown(), first)
}

/** The door in another language, or in none, leads whoever is under way back to their own page; a page in another
 *  language leads to the same in theirs. */
export async function switchLanguage(walk: Walk): Promise<void> {
  const { here, study, model } = walk
  for (const language of ['de', 'en']) assertLeads(walk, await here.get(`/take/${study}/${language}`), ownPage(model))
  assert.match((await here.get(`/take/${study}`)).location, new RegExp(`^/take/${study}/(en|de)$`))
  for (const page of ['/questions/1', '/feedback', '/thanks', '/withdraw', '/withdrawn'])
    assertLeads(walk, await here.get(`/take/${study}/de${page}`), page)
  await lookAtOwn(walk)
}

/** Another browser, by the personal link. The one before is given up. */
export async function comeBack(walk: Walk): Promise<void> {
  walk.here = new Browser(walk.world.site.url)
  assertRefused(walk, await walk.here.get(`${walk.root}/questions`), 'participation-unknown')
  assertLeads(walk, await walk.here.get(walk.personalLink), ownPage(walk.model))
  await lookAtOwn(walk)
}

export async function waitPastTheLease(walk: Walk): Promise<void> {
  walk.world.site.pass(leaseMinutes)
  walk.world.minute += leaseMinutes
  await lookAtOwn(walk)
}

export async function letSomebodyElseCome(walk: Walk): Promise<void> {
  await somebodyElseComes(walk)
  await lookAtOwn(walk)
}

export async function keepPlace(walk: Walk): Promise<void> {
  const reply = await walk.here.post(`${walk.root}/lease`, formOf(walk))
  if (walk.model.stage === 'withdrawn') return assertRefused(walk, reply, 'withdrawn')
  touch(walk)
  assertLeads(walk, reply, ownPage(walk.model))
}

/** A comment that is too long comes back as it was written. */
export async function commentTooMuch(walk: Walk): Promise<void> {
  const page = await look(walk, '/feedback')
  const feedback = 'x'.repeat(2001)
  const reply = await walk.here.post(`${walk.root}/feedback`, { ...formOf(walk), feedback })
  if (ownPage(walk.model) !== '/feedback') return assertLeads(walk, reply, ownPage(walk.model))
  assert.deepEqual([reply.status, parsed(reply).comment, page.comment], [422, feedback, ''])
}

export async function finish(walk: Walk): Promise<void> {
  await assertFinish(walk, await sendFinish(walk))
}

/** Two at once, which are one. */
export async function finishTwice(walk: Walk): Promise<void> {
  for (const reply of await Promise.all([sendFinish(walk), sendFinish(walk)])) await assertFinish(walk, reply)
}

function sendFinish(walk: Walk): Promise<Reply> {
  return walk.here.post(`${walk.root}/feedback`, { ...formOf(walk), feedback: 'Good.' })
}

async function assertFinish(walk: Walk, reply: Reply): Promise<void> {
  const { model } = walk
  if (model.stage === 'withdrawn') return assertRefused(walk, reply, 'withdrawn')
  touch(walk)
  if (ownPage(model) === '/feedback') model.stage = 'finished'
  assertLeads(walk, reply, ownPage(model))
  await look(walk, '/thanks')
}

export async function withdraw(walk: Walk): Promise<void> {
  await look(walk, '/withdraw')
  const reply = await walk.here.post(`${walk.root}/withdrawal`, formOf(walk))
  walk.model.stage = 'withdrawn'
  walk.model.place = 'released'
  assertLeads(walk, reply, '/withdrawn')
  await look(walk, '/withdrawn')
}

/** What must not open somebody's pages: no cookie, a cookie of another study, the form of another person. */
export async function intrude(walk: Walk): Promise<void> {
  const { here, root, stranger, world } = walk
  const nobody = new Browser(world.site.url)
  for (const page of ['/questions/1', '/feedback', '/thanks', '/withdraw'])
    assertRefused(walk, await nobody.get(`${root}${page}`), 'participation-unknown')

  const moved = new Browser(world.site.url, here.cookie.replace(walk.study, stranger.study))
  const elsewhere = `/take/${stranger.study}/en`
  const choice = 'abstain'
  assertRefused(walk, await moved.get(`${elsewhere}/questions/1`), 'participation-unknown')
  const sent = await moved.post(`${elsewhere}/questions/1`, { ...formOf(walk), seenRevision: '0', choice })
  assertRefused(walk, sent, 'participation-unknown')

  for (const address of ['/questions/1', '/feedback', '/lease', '/withdrawal'])
    assertRefused(walk, await here.post(`${root}${address}`, { ...stranger.page.hidden, choice }), 'form-expired')
  await lookAtOwn(walk)
}

/** What the person's forms carry. */
function formOf({ tabs }: Walk): { formToken: string } {
  return { formToken: tabs[0]?.hidden.formToken ?? '' }
}
