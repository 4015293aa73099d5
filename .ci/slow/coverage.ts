import { inWorkers, stretches } from './in-workers.ts'

/** A stretch of simulated studies of one design. */
export interface CoverageTask {
  readonly name: string
  readonly size: number
  readonly from: number
  readonly to: number
}

/** How many studies' intervals hold the true total, and how wide they are, added up. */
export type Counted = Readonly<
  Record<'default' | 'asPublished' | 'overTopics', { readonly held: number; readonly width: number }>
>

const studies = Number(process.argv[2] ?? 2000)
const stretch = 125
/** Bounds for the default interval, of which 95 % is promised. */
const [least, most] = [0.92, 0.97]

const designs = ['published:human-topic', 'published:human-paraphrase'].flatMap((name) =>
  [3, 10].map((size) => ({ name, size })),
)
const kinds = ['default', 'asPublished', 'overTopics'] as const

/** Studies of the published designs, drawn from the published people: how often intervals hold what they should. */
const began = performance.now()
const tasks = designs.flatMap((design) =>
  stretches(studies, stretch).map((one): CoverageTask => ({ ...design, ...one })),
)
const answers = await inWorkers<CoverageTask, Counted>(new URL('./coverage-worker.ts', import.meta.url), tasks)
const rows = designs.map((design) => {
  const own = answers.filter((_, n) => tasks[n]?.name === design.name && tasks[n]?.size === design.size)
  const shares = kinds.map((kind) => {
    const [held, width] = [own.map((one) => one[kind].held), own.map((one) => one[kind].width)].map(
      (all) => all.reduce((sum, one) => sum + one, 0) / studies,
    )
    return [kind, { held: held ?? 0, width: width ?? 0 }] as const
  })
  return { ...design, ...Object.fromEntries(shares) } as typeof design & Counted
})

console.table(
  rows.map(({ name, size, ...counted }) => ({
    design: `${name}, ${size} a unit`,
    ...Object.fromEntries(
      kinds.map((kind) => [kind, `${(counted[kind].held * 100).toFixed(1)} %, ${counted[kind].width.toFixed(4)} wide`]),
    ),
  })),
)
const missed = rows.filter((row) => row.default.held < least || row.default.held > most)
console.log(
  `${studies} studies each in ${((performance.now() - began) / 1000).toFixed(0)} s: ` +
    (missed.length > 0
      ? `MISSED: the default interval holds the truth outside of 92 to 97 % in ${missed.length} designs`
      : 'the default interval holds the truth in 92 to 97 % of every design'),
)
process.exitCode = missed.length > 0 ? 1 : 0
