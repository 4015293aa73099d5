import { type Finding, findingsIn } from './findings.ts'
import type { InstrumentFile } from './instrument-file.ts'
import { instrumentRules } from './instrument-rules.ts'
import { findingsBetween, type Links, linksBetween } from './links.ts'
import type { QuestionFile } from './question-file.ts'
import { questionRules } from './question-rules.ts'
import type { QuestionSet } from './question-set.ts'
import { shownFile } from './shown-file.ts'

/** What was imported, how its languages are linked, and what a person should look at. */
export interface ImportReport {
  readonly files: readonly (({ readonly file: string } & Counts) | InstrumentCounts)[]
  /** Over the question files of this import. */
  readonly totals: Counts
  readonly links: Links
  readonly findings: readonly Finding[]
}

export interface Counts {
  readonly wordings: number
  readonly topics: number
  readonly originals: number
}

export interface InstrumentCounts {
  readonly file: string
  readonly instrument: 'pvq-21'
  readonly items: number
}

/** Reports on the files read; links come from the current sets they belong to, with their sisters. */
export function importReport(
  files: readonly (QuestionFile | InstrumentFile)[],
  sets: readonly QuestionSet[],
): ImportReport {
  const questions = files.filter((file) => file.kind === 'questions')
  const instruments = files.filter((file) => file.kind === 'instrument')
  return {
    files: files.map((file) => ({ file: file.file, ...contentOf(file) })),
    totals: questions.map(countsOf).reduce(added, { wordings: 0, topics: 0, originals: 0 }),
    links: linksBetween(sets),
    findings: [
      ...findingsIn(questions.map(shownFile), questionRules),
      ...findingsBetween(sets),
      ...findingsIn(instruments, instrumentRules),
    ],
  }
}

function contentOf(file: QuestionFile | InstrumentFile) {
  return file.kind === 'questions' ? countsOf(file) : { instrument: 'pvq-21' as const, items: file.items.length }
}

function countsOf({ lines }: QuestionFile): Counts {
  return {
    wordings: lines.length,
    topics: new Set(lines.map(({ topic }) => topic)).size,
    originals: new Set(lines.map(({ original }) => original)).size,
  }
}

function added(a: Counts, b: Counts): Counts {
  return {
    wordings: a.wordings + b.wordings,
    topics: a.topics + b.topics,
    originals: a.originals + b.originals,
  }
}
