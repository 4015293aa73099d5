import type { Trx } from '../platform/db/connection.ts'
import { writeJson } from '../platform/db/json.ts'
import { contentId } from './content-id.ts'
import { contentRows } from './content-rows.ts'
import type { InstrumentFile } from './instrument-file.ts'
import { findLatestEdition, findLatestInstrument, insertNew, lockQuestionSet } from './queries.ts'
import type { QuestionFile } from './question-file.ts'

/** What a file is imported into, and when. */
interface Destination {
  readonly questionnaire: string
  readonly importedAt: Date
}

/** Keeps a question file as a new edition of its set; the same content as in the latest edition changes nothing.
 *  What older editions hold stays as it is: an answer always points to the text that was read. */
export async function keepQuestionFile(
  trx: Trx,
  file: QuestionFile,
  { questionnaire, importedAt }: Destination,
): Promise<void> {
  const { set, topics, originals, options, wordings, places } = contentRows(file, questionnaire)
  await lockQuestionSet(trx, set)
  const latest = await findLatestEdition(trx, set.id)
  if (latest?.sha256 === file.sha256) return

  const sequence = (latest?.sequence ?? 0) + 1
  const editionId = contentId('edition', set.id, sequence, file.sha256)
  await insertNew(trx, 'topics', topics)
  await insertNew(trx, 'originals', originals)
  await insertNew(trx, 'options', options)
  await insertNew(trx, 'wordings', wordings)
  await insertNew(trx, 'editions', [{ ...origin(file, importedAt), id: editionId, setId: set.id, sequence }])
  await insertNew(
    trx,
    'editionWordings',
    places.map((place) => ({ ...place, editionId })),
  )
}

/** Keeps a file of portraits, as a further instrument of its language if its content changed. */
export async function keepInstrumentFile(trx: Trx, file: InstrumentFile, importedAt: Date): Promise<void> {
  const { language, sha256, items } = file
  const latest = await findLatestInstrument(trx, 'pvq-21', language)
  if (latest?.sha256 === sha256) return

  const sequence = (latest?.sequence ?? 0) + 1
  const instrumentId = contentId('instrument', 'pvq-21', language, sequence, sha256)
  const instrument = { ...origin(file, importedAt), id: instrumentId, name: 'pvq-21' as const, language, sequence }
  await insertNew(trx, 'instruments', [instrument])
  await insertNew(
    trx,
    'instrumentItems',
    items.map(({ line, options, valuePrompts, ...item }) => ({
      ...item,
      id: contentId('instrument item', instrumentId, line),
      instrumentId,
      position: line,
      options: writeJson(options),
      valuePrompts: writeJson(valuePrompts),
    })),
  )
}

function origin({ file, sha256 }: { file: string; sha256: string }, importedAt: Date) {
  return { fileName: file, sha256, importedAt: importedAt.toISOString() }
}
