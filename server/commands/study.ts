import { Command, Option } from 'commander'
import { languageNames } from '../platform/languages.ts'
import { importStarter, starter } from '../questionnaires/starter.ts'
import { createStudy } from '../studies/create-study.ts'
import { type PresetName, presetNames, presets } from '../studies/presets.ts'
import { recruiterNames } from '../studies/recruiters.ts'
import { type StudyDesign, studyDesign } from '../studies/schema.ts'
import { closeStudy, findStudy, listStudies } from '../studies/study.ts'
import { studyLinks } from '../studies/study-links.ts'
import { readOptions } from './read-options.ts'
import { baseUrlIn, print, type Tools } from './tools.ts'

interface Options {
  readonly preset?: PresetName
  readonly json?: boolean
  readonly languages?: string
  readonly people?: string
  readonly unit?: string
  readonly abstain?: boolean
  readonly decline?: boolean
  readonly texts?: string
  readonly [other: string]: unknown
}

/** `stanceline study create|close|list`. */
export function studyCommand(tools: Tools): Command {
  return new Command('study')
    .description('create, close or list studies')
    .addCommand(createCommand(tools))
    .addCommand(closeCommand(tools))
    .addCommand(listCommand(tools))
}

function createCommand({ withDb, config, now }: Tools): Command {
  return new Command('create')
    .description('create a study, open at once, and print a participant link per language')
    .addOption(new Option('--preset <name>', 'begin with a design of the published study').choices(presetNames))
    .option('--name <name>', 'what the study is called on the results page')
    .option('--questionnaire <name>', 'which questions: starter, or the name they were imported under')
    .option('--country <country>', 'which country, as in the file names')
    .option('--controversy <which>', 'controversial, uncontroversial or both')
    .option('--languages <list>', 'languages separated by commas: en,de,ja,zh-Hans')
    .option('--unit <kind>', 'topic: every question on a topic; paraphrase: every wording of one question')
    .option('--original <number>', 'which question of each topic a paraphrase study takes, from 1')
    .option('--people <number>', 'people wanted per unit and language')
    .option(
      '--retests <number>',
      'how many questions of a unit to put again at the end, to tell chance from change (0)',
    )
    .option('--abstain', 'offer to abstain, as a neutral stance')
    .option('--no-decline', 'do not offer to leave a question unanswered')
    .option('--texts <kind>', 'display: texts cleaned for reading; source: as in the files')
    .option('--starts-per-minute <number>', 'how many people may begin per minute from one source (300)')
    .option('--lease-minutes <number>', 'how long a place is held for somebody who does nothing (60)')
    .option('--recruiter <name>', `who sends people: ${recruiterNames.join(', ')}`)
    .option('--parameter <name>', 'what the links of --recruiter other call a person (person)')
    .option('--complete <ending>', 'where people go when they have finished: a code for prolific, else an address')
    .option('--declined <ending>', 'the same for people who do not want to take part')
    .option('--name-days <number>', 'for how many days the names that a recruiter gave are kept (30)')
    .option('--json', 'print JSON and nothing else')
    .action(async (options: Options) => {
      const design = designOf(options)
      const study = await withDb(async (db) => {
        if (design.questionnaire === starter) await importStarter(db) // no server need have been started yet
        return findStudy(db, await createStudy(db, { design, createdAt: now() }))
      })
      const links = studyLinks(baseUrlIn(config()), study)
      print(options.json, { study: study.id, links }, created(study.id, links))
    })
}

function designOf({ preset, json: _json, ...options }: Options): StudyDesign {
  const { languages, people, unit, abstain, decline, texts, ...rest } = options
  const wishes = {
    ...(preset && presets[preset]),
    ...rest,
    ...(languages !== undefined && { languages: languages.split(',').map((language) => language.trim()) }),
    ...(people !== undefined && { peoplePerUnit: people }),
    ...(unit !== undefined && { unitKind: unit }),
    ...(abstain && { isAbstainOffered: true }),
    ...(decline === false && { isDeclineOffered: false }),
    ...(texts !== undefined && { textKind: texts }),
  }
  return readOptions(studyDesign, wishes, typedAs)
}

const typedAs = { peoplePerUnit: 'people', unitKind: 'unit', textKind: 'texts' }

function created(id: string, links: ReturnType<typeof studyLinks>): string {
  const rows = Object.entries(links).map(([code, link]) => `  ${link}   ${languageNames[code as keyof typeof links]}`)
  return [`The study ${id} is open. Participants begin at:`, ...rows, 'The server must be running: npm start'].join(
    '\n',
  )
}

function closeCommand({ withDb, now }: Tools): Command {
  return new Command('close')
    .description('take no more people; those under way may finish')
    .argument('<study>', 'identifier of the study')
    .option('--json', 'print JSON and nothing else')
    .action(async (id: string, { json }: Options) => {
      await withDb((db) => closeStudy(db, id, now()))
      print(json, { study: id, closed: true }, `The study ${id} is closed.`)
    })
}

function listed({ id, name, createdAt, isClosed }: Awaited<ReturnType<typeof listStudies>>[number]): string {
  return `${id.padEnd(14)} ${createdAt.slice(0, 10)}   ${isClosed ? 'closed' : 'open  '}   ${name}`
}

function listCommand({ withDb }: Tools): Command {
  return new Command('list')
    .description('list the studies, the newest first')
    .option('--json', 'print JSON and nothing else')
    .action(async ({ json }: Options) => {
      const studies = await withDb(listStudies)
      print(json, { studies }, studies.map(listed).join('\n') || 'There is no study yet.')
    })
}
