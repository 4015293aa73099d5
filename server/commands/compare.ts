import { Command } from 'commander'
import { type Comparison, compareSides } from '../comparison/comparison.ts'
import type { EquivalenceBounds } from '../comparison/equivalence.ts'
import { answeringSide, publishedSide, type Side } from '../comparison/side.ts'
import { areJudged } from '../consistency/heard.ts'
import { InputProblem } from '../platform/input-problem.ts'
import { compareTable } from './compare-table.ts'
import { heedingFlags } from './flagged.ts'
import { type MeasureOptions, readMeasureOptions, withMeasureOptions } from './measure-options.ts'
import { refuseTwice } from './read-options.ts'
import { withSources } from './sources.ts'
import { type Lookup, noDb, print } from './tools.ts'

/** `stanceline compare BASELINE RUN…`: people beside models, or any two that were measured alike. */
export function compareCommand(lookup: Lookup): Command {
  const command = new Command('compare')
    .description('compare runs of models with a baseline of people')
    .argument('<baseline>', 'a study, an exported folder, answers.csv, a crowd batch, a run, or published:human')
    .argument('<runs...>', 'runs or anything of the same kinds; published:NAME for a model of the published study')
    .option('--equivalence <bounds>', 'test whether differences lie between these bounds: low,high or one for both')
  return withMeasureOptions(command).action(
    async (baseline: string, runs: string[], { json, ...options }: CompareOptions & { json?: boolean }) => {
      const comparison = await compareNamed([baseline, ...runs], options, lookup)
      print(json, comparison, compareTable(comparison).trimEnd())
    },
  )
}

export interface CompareOptions extends MeasureOptions {
  readonly equivalence?: string | undefined
}

/** Within which differences do not matter, as typed.
 *  @throws {InputProblem} if they are no numbers, or the wrong way round */
function readBounds(typed: string | undefined): EquivalenceBounds | undefined {
  if (typed === undefined) return undefined
  const numbers = typed.split(',').map((number) => (number.trim() === '' ? NaN : Number(number)))
  const [first = NaN, second, ...others] = numbers
  if (others.length > 0 || !numbers.every(Number.isFinite)) {
    throw new InputProblem({ file: '--equivalence', expected: 'two bounds as in -0.05,0.05, or one for both sides' })
  }
  const [low, high] = second === undefined ? [-first, first] : [first, second]
  if (low < high) return { low, high }
  throw new InputProblem({ file: '--equivalence', rule: 'bounds-order', values: { found: typed } })
}

/**
 * Compares the first of what is named with each of the others.
 * @throws {InputProblem} if an option or a source is refused, or two have no measure in common
 */
export async function compareNamed(
  names: readonly string[],
  options: CompareOptions = {},
  lookup: Lookup = noDb,
): Promise<Comparison> {
  refuseTwice(names)
  const bounds = readBounds(options.equivalence)
  const { report, ...choosing } = await readMeasureOptions(options)
  const published = new Map(names.flatMap((name) => publishedEntry(name)))
  const answering = names.filter((name) => !published.has(name))
  return await withSources(answering, lookup, async (sources) => {
    const sides: Side[] = []
    for (const name of names) {
      const own = sources[answering.indexOf(name)] ?? []
      const collecting = await heedingFlags(own, choosing)
      sides.push(published.get(name) ?? (await answeringSide(name, own, { ...report, ...collecting })))
    }
    const [baseline, ...runs] = sides
    if (!baseline) throw new RangeError('compareNamed requires a baseline')
    assertJudge(sides, report.judge)
    return await compareSides(baseline, runs, { ...report, ...choosing.collecting, bounds })
  })
}

/** Sides that nobody judged do without, but somebody must have been judged. */
function assertJudge(sides: readonly Side[], judge: string | undefined): void {
  if (judge !== undefined && !sides.some(({ answers }) => answers && areJudged(answers.tallies))) {
    throw new InputProblem({ file: '--judge', rule: 'judge-unknown', values: { judges: '(none)', found: judge } })
  }
}

function publishedEntry(name: string): [string, Side][] {
  const side = publishedSide(name)
  return side ? [[name, side]] : []
}
