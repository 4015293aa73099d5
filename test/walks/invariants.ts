import { sql } from 'kysely'
import { type Db, locksRows } from '../../server/platform/db/connection.ts'

interface Rule {
  /** What is wrong if the query finds rows. */
  readonly broken: string
  readonly rows: string
}

const answersOf = (asking: string, alias: string) =>
  `answers ${alias} on ${alias}.participant_id = ${asking}.participant_id and ${alias}.position = ${asking}.position`

const agreedBefore = (table: string) =>
  `select 1 from ${table} c where c.participant_id = a.participant_id and c.agreed_at <= a.answered_at`

const rules: readonly Rule[] = [
  {
    broken: 'the revisions of an answer do not count on from 1',
    rows: `select participant_id from answers group by participant_id, position
           having count(*) <> max(revision) or count(*) <> count(distinct revision)`,
  },
  {
    broken: 'a question has its answer and an earlier one has none',
    rows: `select l.participant_id from askings l join ${answersOf('l', 'x')}
           join askings e on e.participant_id = l.participant_id and e.position < l.position
           left join ${answersOf('e', 'y')} where y.participant_id is null`,
  },
  {
    broken: 'a wording was put again that had not been put before',
    rows: `select k.participant_id from askings k left join askings e on e.participant_id = k.participant_id
           and e.wording_id = k.wording_id and e.repetition = k.repetition - 1 and e.position < k.position
           where k.repetition > 0 and e.participant_id is null`,
  },
  {
    broken: 'an answer is none of the choices that were shown',
    rows: `select a.participant_id from answers a join askings k
           on k.participant_id = a.participant_id and k.position = a.position where a.option_id is not null
           and cast(k.option_order as text) not like '%' || cast(a.option_id as text) || '%'`,
  },
  {
    broken: 'somebody has a code and not every answer',
    rows: `select p.id from participants p join askings k on k.participant_id = p.id
           left join ${answersOf('k', 'x')} where p.completion_code is not null and x.participant_id is null`,
  },
  {
    broken: 'somebody has a code and was asked nothing',
    rows: `select id from participants where completion_code is not null
           and id not in (select participant_id from askings)`,
  },
  {
    broken: 'somebody finished without a code, or has one and did not finish',
    rows: 'select id from participants where (finished_at is null) <> (completion_code is null)',
  },
  {
    broken: 'two people have the same code',
    rows: `select completion_code from participants where completion_code is not null
           group by completion_code having count(*) > 1`,
  },
  { broken: 'a unit has more people than wanted', rows: 'select unit_id from unit_places where taken > wanted' },
  {
    broken: 'the places taken are not those that people hold',
    rows: `select u.unit_id from unit_places u where u.taken <> (select count(*) from participants p
           where p.unit_id = u.unit_id and p.is_simulated = u.is_simulated and p.place_state = 'held')`,
  },
  {
    broken: 'an answer was given before consent',
    rows: `select a.participant_id from answers a
           where not exists (${agreedBefore('consents')}) and not exists (${agreedBefore('earlier_consents')})`,
  },
  {
    broken: 'something is left of somebody who withdrew',
    rows: `select p.id from participants p where p.withdrawn_at is not null
           and (p.feedback is not null or p.completion_code is not null or p.place_state = 'held'
           or exists (select 1 from askings k where k.participant_id = p.id)
           or exists (select 1 from answers a where a.participant_id = p.id))`,
  },
  {
    broken: 'somebody takes part without consent',
    rows: 'select id from participants where id not in (select participant_id from consents)',
  },
  {
    broken: 'a row belongs to nobody',
    rows: `select participant_id from consents where participant_id not in (select id from participants)
           union all select participant_id from askings where participant_id not in (select id from participants)
           union all select a.participant_id from answers a left join askings k
           on k.participant_id = a.participant_id and k.position = a.position where k.participant_id is null`,
  },
]

/** What must hold in any database at any time, whatever happened; returns what does not, in words. */
export async function findViolations(db: Db): Promise<string[]> {
  const found: string[] = []
  for (const { broken, rows } of rules) {
    const { rows: offenders } = await sql.raw(rows).execute(db)
    if (offenders.length > 0) found.push(`${broken} (${offenders.length} times)`)
  }
  return [...found, ...(locksRows(db) ? [] : await damageOf(db))]
}

/** What the embedded engine itself says about its file. */
async function damageOf(db: Db): Promise<string[]> {
  const { rows: said } = await sql<{ integrityCheck: string }>`pragma integrity_check`.execute(db)
  const { rows: strays } = await sql`pragma foreign_key_check`.execute(db)
  const damage = said.map(({ integrityCheck }) => integrityCheck).filter((line) => line !== 'ok')
  return [...damage, ...(strays.length > 0 ? [`${strays.length} rows refer to rows that are not there`] : [])]
}
