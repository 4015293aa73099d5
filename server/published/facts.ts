import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { factsFile, type PublishedFacts } from './schema.ts'

let facts: PublishedFacts | undefined

/**
 * What is published of the study, every number with its source and its precision: Moore, Deshpande and Yang (2024),
 * arXiv:2407.02996, and the drawings and notebooks of its repository. Read and checked when first asked for.
 * @throws {ZodError} if the file beside this one is not of the shape `schema.ts` gives
 */
export function publishedFacts(): PublishedFacts {
  facts ??= factsFile.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'facts.json'), 'utf8')))
  return facts
}

/** What the study's files in other languages call a topic of the English file, in English: mostly the same. */
export function nameInOtherFiles(topic: string): string {
  return publishedFacts().topics.namesInOtherFiles[topic] ?? topic
}
