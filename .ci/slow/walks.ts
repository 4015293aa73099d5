import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { engines } from '../../test/support/engines.ts'
import { findViolations } from '../../test/walks/invariants.ts'
import { moveNames, Pairs, walkOnce } from '../../test/walks/walk.ts'
import { openWorld } from '../../test/walks/world.ts'
import { onEngine, type Running } from './engine.ts'
import { type Plant, plants } from './plants.ts'

/** Walks in every direction on both engines, each compared with a model; then the same walks through copies of the
 *  program with a bug planted in each, which they must find.
 *  --walks 1000 --seed 1 --engine sqlite --no-plants */
const { values } = parseArgs({
  options: {
    walks: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    engine: { type: 'string' },
    'no-plants': { type: 'boolean', default: false },
  },
})
const [walks, seed] = [Number(values.walks), Number(values.seed)]

async function walkOn({ engine, db }: Running): Promise<void> {
  const ends: (() => unknown)[] = []
  const world = await openWorld({ after: (end) => ends.push(end as () => unknown) }, db)
  const [pairs, wrong] = [new Pairs(), [] as string[]]
  let steps = 0
  for (let n = 0; n < walks && wrong.length === 0; n += 1)
    steps += await walkOnce(world, seed + n, pairs).catch((error) => wrong.push(String(error)))
  wrong.push(...(await findViolations(db)))
  for (const end of ends) await end()
  const { pair, times } = pairs.least()
  console.log(
    `${engine}: ${walks} walks from seed ${seed}, ${(steps / walks).toFixed(1)} of ${moveNames.length} moves each, ` +
      `rarest pair ${times} times (${pair}), ${wrong.length} wrong`,
  )
  for (const one of wrong) {
    console.log(`WRONG: ${one}`)
    process.exitCode = 1
  }
}

/** Whether so many walks find a bug planted in a copy of the program. */
function isFound({ name, engine, changes }: Plant, most: number): boolean {
  const copy = mkdtempSync(join(tmpdir(), 'stanceline-planted-'))
  for (const folder of ['server', 'migrations', 'locales', 'views', 'test', '.ci', 'package.json'])
    cpSync(folder, join(copy, folder), { recursive: true })
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'))
  for (const { file, from, to } of changes) {
    const text = readFileSync(join(copy, file), 'utf8')
    if (text.split(from).length !== 2) throw new Error(`${file} does not hold "${from}" once: the plant is out of date`)
    writeFileSync(join(copy, file), text.replace(from, to))
  }
  const args = ['.ci/slow/walks.ts', '--no-plants', '--walks', String(most), '--engine', engine]
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8', timeout: 300_000 })
  rmSync(copy, { recursive: true })
  const [, first = '', what = ''] = /WRONG: (.*)\n(.*)/.exec(stdout) ?? []
  console.log(
    `planted "${name}" [${engine}]: ${status === 1 && first ? 'found' : 'NOT FOUND'}: ${first.slice(0, 60)}… ${what}`,
  )
  return status === 1 && first !== ''
}

for (const engine of engines.filter((one) => one === (values.engine ?? one))) await onEngine(engine, {}, walkOn)
if (!values['no-plants']) {
  if (isFound({ name: 'nothing', engine: 'sqlite', changes: [] }, 20)) process.exitCode = 1
  for (const plant of plants) if (!isFound(plant, 200)) process.exitCode = 1
}
process.exit(process.exitCode ?? 0)
