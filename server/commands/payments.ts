import { writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import { stringify } from 'csv-stringify/sync'
import { paymentColumns, paymentRows, type Reconciled, reconciled } from '../exports/payments.ts'
import { columnPlaces, csvItems } from '../platform/csv-rows.ts'
import { InputProblem } from '../platform/input-problem.ts'
import { readSecret } from '../platform/secret.ts'
import { findStudy } from '../studies/study.ts'
import { print, type Tools } from './tools.ts'

interface Options {
  readonly out: string
  readonly list?: string
  readonly column: string
  readonly json?: boolean
}

/** `stanceline payments STUDY --out FILE [--list FILE --column NAME]`. */
export function paymentsCommand({ withDb, config }: Tools): Command {
  return new Command('payments')
    .description(
      'write whom to pay, by the names that the recruiter gave, and compare it with the recruiter’s own list',
    )
    .argument('<study>', 'identifier of the study')
    .requiredOption('--out <file>', 'CSV file to make; it holds names that must be kept apart from answers')
    .option('--list <file>', 'the recruiter’s own CSV list of people')
    .option('--column <name>', 'the column of that list with the names', 'Participant id')
    .option('--json', 'print JSON and nothing else')
    .action(async (id: string, { out, list, column, json }: Options) => {
      const secret = readSecret(config())
      const rows = await withDb(async (db) => paymentRows(db, await findStudy(db, id), secret))
      const theirs = list === undefined ? undefined : await namesIn(list, column)
      await writeNew(out, stringify(rows, { header: true, columns: [...paymentColumns], escape_formulas: true }))
      const compared = theirs && reconciled(rows, theirs)
      const approved = rows.filter(({ decision }) => decision === 'approve').length
      print(
        json,
        { study: id, file: out, people: rows.length, approved, ...compared },
        told(rows.length, approved, compared),
      )
    })
}

async function namesIn(file: string, column: string): Promise<string[]> {
  const names: string[] = []
  const reading = csvItems(file, (header) => {
    const { [column]: place = -1 } = columnPlaces(file, header, [column])
    return ({ cells }) => cells[place]?.trim() || undefined
  })
  for await (const some of reading) names.push(...some)
  return names
}

async function writeNew(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx', mode: 0o600 })
  } catch {
    throw new InputProblem({ file, expected: 'a file that does not exist yet, in a folder that can be written' })
  }
}

function told(people: number, approved: number, compared: Reconciled | undefined): string {
  const lines = [`${people} people whose names are kept, ${approved} of them to be paid.`]
  if (!compared) return lines.join('\n')
  const { both, onlyTheirs, onlyOurs } = compared
  return [
    ...lines,
    `${both} are on the recruiter's list, too.`,
    ...some('Only on that list', onlyTheirs),
    ...some('Only here', onlyOurs),
  ].join('\n')
}

function some(title: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${title} (${names.length}):`, ...names.map((name) => `  ${name}`)]
}
