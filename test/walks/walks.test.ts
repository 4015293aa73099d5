import assert from 'node:assert/strict'
import { onBothEngines } from '../support/database.ts'
import { findViolations } from './invariants.ts'
import { Pairs, walkOnce } from './walk.ts'
import { openWorld } from './world.ts'

onBothEngines('60 walks in every direction find each page as a model of the rules says it must be', async (t, db) => {
  const world = await openWorld(t, db)
  const pairs = new Pairs()
  for (let seed = 1; seed <= 60; seed += 1) await walkOnce(world, seed, pairs)
  assert.deepEqual(await findViolations(db), [])
})
