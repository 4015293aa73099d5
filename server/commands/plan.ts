import { Command } from 'commander'
import { askedOrigin } from '../planning/asked.ts'
import { type Plan, plan } from '../planning/plan.ts'
import { statedOrigin } from '../planning/stated.ts'
import { type PlanTyped, readPlanOptions } from './plan-options.ts'
import { planTable } from './plan-table.ts'
import { withSources } from './sources.ts'
import { type Lookup, noDb, print } from './tools.ts'

/** `stanceline plan [SOURCE…]`: how many people a study needs, and what they cost. */
export function planCommand(lookup: Lookup): Command {
  return new Command('plan')
    .description('work out how many people a study needs, by simulated studies of people who were asked before')
    .argument(
      '[sources...]',
      'people to plan from: a pilot of any kind that measure reads, published:human-topic (the default) or ' +
        'published:human-paraphrase',
    )
    .option('--width <width>', 'the 95 % interval of the total is to be at most so wide, on average')
    .option('--power <share>', 'so many studies are to reach what the next two name, as in 0.8')
    .option(
      '--difference <number>',
      'the 95 % interval leaves out a figure, such as a model’s, that lies so far from the true one (below it: negative)',
    )
    .option('--equivalence <bound>', 'a figure equal to the true one is found equivalent within this bound')
    .option('--kind <kind>', 'which measure of the people named: topic or paraphrase')
    .option('--keeps <probability>', 'instead of people: how likely anybody answers by the side they hold')
    .option('--questions <number>', 'with it: how many questions a person is asked')
    .option('--units <number>', 'with it: how many units the study has, such as topics')
    .option('--pay <amount>', 'what a person is paid')
    .option('--minutes <minutes>', 'how long a person takes')
    .option('--fee <share>', 'what the platform takes on top, as a share of the pay')
    .option('--currency <code>', 'of the pay (USD)')
    .option('--seed <number>', 'seed of the simulated studies: the same seed gives the same plan', '1')
    .option('--json', 'print JSON and nothing else')
    .action(async (sources: string[], { json, ...options }: PlanTyped & { json?: boolean }) => {
      const planned = await planNamed({ ...options, sources }, { lookup })
      print(json, planned, planTable(planned))
    })
}

/**
 * Plans from people that are named, or from what is stated of them.
 * @throws {InputProblem} if an option or a source is refused, there are too few people to plan from, or no number of
 *   people reaches what is wanted
 */
export async function planNamed(
  typed: PlanTyped,
  { lookup = noDb, studies }: { readonly lookup?: Lookup; readonly studies?: number } = {},
): Promise<Plan> {
  const { wanted, stated, sources, kind, pay, seed } = readPlanOptions(typed)
  const origin = stated
    ? statedOrigin(stated)
    : await withSources(sources, lookup, (named) => askedOrigin(named.flat(), kind))
  return plan(origin, { wanted, seed, pay, ...(studies && { studies }) })
}
