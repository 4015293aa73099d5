import type { Compilable, CompiledQuery } from 'kysely'
import type { Db, Trx } from './connection.ts'

type Values = { readonly [name: string]: string | number | boolean | null | undefined }

/** Stands for a value until the query is run. */
class Slot {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** A query that is compiled once per engine and then only bound anew, for the pages people wait for: compiling costs
 *  more than running it.
 *  @param build makes the query; it must put every value it is given into the query as it is, and nothing else */
export function prepared<Given extends Values, Row>(build: (db: Db, values: Given) => Compilable<Row>) {
  const byEngine = new Map<unknown, CompiledQuery<Row>>()
  return async (db: Db, values: Given): Promise<Row[]> => {
    const { adapter } = db.getExecutor()
    const query = byEngine.get(adapter.constructor) ?? build(db, slots<Given>(Object.keys(values))).compile()
    byEngine.set(adapter.constructor, query)
    const parameters = query.parameters.map((one) => (one instanceof Slot ? (values[one.name] ?? null) : one))
    const { rows } = await db.executeQuery<Row>({ ...query, parameters })
    return rows
  }
}

/** The same query, for a deed that must not run alone. */
export function inTransaction<Given, Row>(query: (db: Db, values: Given) => Promise<Row[]>) {
  return (trx: Trx, values: Given): Promise<Row[]> => query(trx, values)
}

function slots<Given extends Values>(names: readonly string[]): Given {
  return Object.fromEntries(names.map((name) => [name, new Slot(name)])) as unknown as Given
}
