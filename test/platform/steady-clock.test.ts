import assert from 'node:assert/strict'
import { test } from 'node:test'
import { steadyClock, type TimeSources } from '../../server/platform/steady-clock.ts'
import { browse, choose, locationOf, open, send, ticked } from '../support/browse.ts'
import { onBothEngines } from '../support/database.ts'
import { givenStudy, noon } from '../support/given.ts'

const hour = 3_600_000

/** A machine whose time of day can be set, and that can sleep. */
function machine() {
  const at = { wall: noon.getTime(), monotonic: 5000.25, sinceBoot: 70_000 }
  const sources: TimeSources = {
    wall: () => at.wall,
    monotonic: () => at.monotonic,
    sinceBoot: () => Math.floor(at.sinceBoot / 1000) * 1000, // whole seconds, as some systems have it
  }
  return {
    sources,
    wait: (ms: number) => {
      for (const name of ['wall', 'monotonic', 'sinceBoot'] as const) at[name] += ms
    },
    sleep: (ms: number) => {
      for (const name of ['wall', 'sinceBoot'] as const) at[name] += ms
    },
    setTime: (ms: number) => {
      at.wall += ms
    },
  }
}

test('steadyClock(…) goes on from the time of its start, whatever the clock of the machine is set to', () => {
  const { sources, wait, setTime } = machine()
  const now = steadyClock(sources)
  assert.deepEqual(now(), noon)
  for (const jump of [-3 * hour, 9 * hour, -24 * hour, Date.UTC(2038, 0, 19, 3, 14, 8) - noon.getTime()]) {
    setTime(jump)
    const before = now().getTime()
    wait(1500)
    assert.equal(now().getTime() - before, 1500)
  }
})

test('steadyClock(…) counts what the machine slept, to the second', () => {
  const { sources, wait, sleep } = machine()
  const now = steadyClock(sources)
  wait(2500)
  sleep(8 * hour)
  wait(2500)
  assert.ok(Math.abs(now().getTime() - (noon.getTime() + 8 * hour + 5000)) <= 1000)
})

test('steadyClock() of a machine left alone shows its time, and never goes back', () => {
  const now = steadyClock()
  let last = 0
  for (let n = 0; n < 10_000; n += 1) {
    const time = now().getTime()
    assert.ok(time >= last)
    last = time
  }
  assert.ok(Math.abs(last - Date.now()) < 1000)
})

onBothEngines(
  'a clock that is set while people answer takes nobody’s place, and lets nobody keep one longer',
  async (t, db) => {
    const { sources, wait, setTime } = machine()
    const study = await givenStudy(db, { peoplePerUnit: 1, leaseMinutes: 30 })
    const site = await browse(t, db, { now: steadyClock(sources) })
    const enter = async () => {
      const client = site.client()
      return { client, reply: await send(client, await open(client, `/take/${study.id}/en`), ticked) }
    }
    const [first, second] = [await enter(), await enter()]
    assert.deepEqual([first.reply.status, second.reply.status], [303, 303])
    for (const jump of [-3 * hour, 6 * hour]) {
      setTime(jump)
      wait(14 * 60_000)
      assert.equal((await enter()).reply.status, 409) // both places are held still
    }
    await choose(first.client, await open(first.client, locationOf(first.reply)), 'yes')
    wait(3 * 60_000)
    assert.equal((await enter()).reply.status, 303) // that of the second, whose half hour is over
    assert.equal((await enter()).reply.status, 409)
    const times = await db.selectFrom('answers').select('answeredAt').execute()
    assert.deepEqual(
      times.map(({ answeredAt }) => answeredAt),
      [new Date(noon.getTime() + 28 * 60_000).toISOString()],
    )
  },
)
