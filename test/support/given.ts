import type { Db } from '../../server/platform/db/connection.ts'
import type { Language } from '../../server/platform/languages.ts'
import { languageWords } from '../../server/platform/languages.ts'
import { importQuestions } from '../../server/questionnaires/import.ts'
import type { InputFile } from '../../server/questionnaires/json-lines.ts'
import { createStudy } from '../../server/studies/create-study.ts'
import { type StudyWishes, studyDesign } from '../../server/studies/schema.ts'
import { findStudy, type Study } from '../../server/studies/study.ts'
import { benches, type FileLine, inputFile, line, trains } from '../questionnaires/given.ts'

export const noon = new Date('2026-11-20T12:00:00.000Z')

export const trams = 'Should trams be free on Sundays? Yes or no?'
export const fountains = 'Should each square have a fountain?'
const squares = { topic: 'Squares', topic_english: 'Squares' }

/** Two topics of two originals. The first line of the first topic is not its original, lines of originals are
 *  mixed, and one text is changed for display. */
export const pilotLines: readonly FileLine[] = [
  line('Do you want trains at every hour of the night?'),
  line('Do you want trams that cost nothing on Sundays?', { original: trams }),
  line(trains),
  line(benches, { ...squares, original: benches }),
  line('Is it good when trains run until the morning?'),
  line(trams, { original: trams }),
  line('Is a square incomplete with nothing to sit on?', { ...squares, original: benches }),
  line(fountains, { ...squares, original: fountains }),
]

/** The same file in another language: each text carries its mark, and the English originals link them. */
function pilotFile(language: Language): InputFile {
  const name = `controversial_${languageWords[language]}_atlantis.jsonl`
  const marked = (text: string) => (language === 'en' ? text : `(${language}) ${text}`)
  const options = Object.fromEntries([
    [marked('yes'), 'supports'],
    [marked('no'), 'opposes'],
  ])
  const lines = pilotLines.map((one) => ({
    ...one,
    topic: marked(one.topic),
    question: marked(one.question),
    original: marked(one.original),
    options,
  }))
  return inputFile(lines, name)
}

/** The questions that most tests ask, as the questionnaire "pilot". */
export async function givenQuestions(db: Db, languages: readonly Language[] = ['en']): Promise<void> {
  await importQuestions(db, { questionnaire: 'pilot', files: languages.map(pilotFile), importedAt: noon })
}

/** A study of those questions in English, designed otherwise as wished. */
export async function givenStudy(db: Db, wishes: StudyWishes = {}): Promise<Study> {
  await givenQuestions(db, wishes.languages ?? ['en'])
  const design = studyDesign.parse({ questionnaire: 'pilot', country: 'atlantis', languages: ['en'], ...wishes })
  return findStudy(db, await createStudy(db, { design, createdAt: noon }))
}
