import { Command } from 'commander'
import { z } from 'zod'
import { readWords, type Translate } from '../platform/http/words.ts'
import { InputProblem } from '../platform/input-problem.ts'
import { languages } from '../platform/languages.ts'
import {
  type Case,
  entriesNamed,
  type ReferenceChapter,
  type ReferenceEntry,
  referenceIn,
} from '../reference/reference.ts'
import { readOptions } from './read-options.ts'
import { aligned } from './text-table.ts'
import { print } from './tools.ts'

const referenceOptions = z.object({
  language: z.enum(languages, { error: `one of ${languages.join(', ')}` }).default('en'),
})

/** `stanceline reference [ENTRY…]`: what every figure means, as the page /reference has it. */
export function referenceCommand(): Command {
  return new Command('reference')
    .description('explain figures: what they tell, formula, unit, range, degenerate cases, sources')
    .argument('[entries...]', 'entries by name, or fields of the JSON output; without any, all of them')
    .option('--language <language>', `one of ${languages.join(', ')}`, 'en')
    .option('--json', 'print JSON and nothing else')
    .action(async (names: string[], { json, ...options }: { language?: string; json?: boolean }) => {
      const { language } = readOptions(referenceOptions, options)
      const t = (await readWords())(language)
      const chapters = wanted(referenceIn(language, t), names)
      print(json, { language, chapters }, referenceText(chapters, t, names.length === 0))
    })
}

/** The entries named alone, in their chapters; all, where none is named.
 *  @throws {InputProblem} if there is nothing of a name */
function wanted(all: readonly ReferenceChapter[], names: readonly string[]): readonly ReferenceChapter[] {
  if (names.length === 0) return all
  const found = new Set(names.flatMap((name) => foundIn(all, name)))
  return all
    .map(({ entries, ...chapter }) => ({ ...chapter, entries: entries.filter((entry) => found.has(entry)) }))
    .filter(({ entries }) => entries.length > 0)
}

function foundIn(all: readonly ReferenceChapter[], name: string): ReferenceEntry[] {
  const found = entriesNamed(all, name)
  if (found.length > 0) return found
  const values = all.flatMap(({ entries }) => entries.map(({ id }) => id)).join(', ')
  throw new InputProblem({ file: 'reference', rule: 'value-unknown', values: { values, found: name } })
}

function referenceText(chapters: readonly ReferenceChapter[], t: Translate, isWhole: boolean): string {
  const told = chapters.map((chapter) => [chapter.title, ...chapter.entries.map((entry) => entryText(entry, t))])
  if (!isWhole) return told.flatMap(([, ...entries]) => entries).join('\n\n')
  const introduction = [t('reference:title'), t('reference:introduction'), t('reference:notation')]
  return [...introduction, contents(chapters, t), ...told.flat()].join('\n\n')
}

/** A line for each entry. */
function contents(chapters: readonly ReferenceChapter[], t: Translate): string {
  const lines = chapters.flatMap(({ title, entries }) => [
    title,
    ...aligned(entries.map((entry) => [entry.id, entry.title])).map((line) => `  ${line}`),
  ])
  return [t('reference:contents'), ...lines].join('\n')
}

function entryText(entry: ReferenceEntry, t: Translate): string {
  const { id, title, tells, formula, symbols, unit, range, published, caution } = entry
  const part = (name: string, ...lines: readonly (string | undefined)[]) => {
    const present = lines.filter((line) => line !== undefined)
    return present.length > 0 ? [`  ${name}`, ...present.map((line) => `    ${line}`)] : []
  }
  return [
    `${title} (${id})`,
    `  ${tells}`,
    ...part(t('reference:part.formula'), ...formula, symbols),
    ...part(t('reference:part.unit'), unit),
    ...part(t('reference:part.range'), range),
    ...part(t('reference:part.cases'), ...entry.cases.map(caseLine)),
    ...part(t('reference:part.caution'), caution),
    ...part(t('reference:part.published'), published.verdict, published.text),
    ...part(t('reference:part.sources'), ...sourceLines(entry, t)),
    ...(entry.fields.length > 0 ? part(t('reference:part.fields'), entry.fields.join(', ')) : []),
  ].join('\n')
}

function sourceLines({ sources }: ReferenceEntry, t: Translate): string[] {
  if (sources.length === 0) return [t('reference:source.own')]
  return sources.map(({ text, url }) => (url ? `${text}, ${url}` : text))
}

function caseLine({ when, outcome }: Case): string {
  return outcome ? `${when} → ${outcome.text}` : when
}
