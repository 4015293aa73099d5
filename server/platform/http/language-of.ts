import type { Request } from 'express'
import { isLanguage, type Language, languages } from '../languages.ts'

const inPath = /^\/take\/[^/]+\/([^/]+)/

/** The language a request is answered in: the one its address names, else what the browser prefers, else English.
 *  A function of the request alone, so that a page about a failure speaks it too. */
export function languageOf(req: Request): Language {
  const [, named] = inPath.exec(req.originalUrl.split('?')[0] ?? '') ?? []
  if (isLanguage(named)) return named
  return isLanguage(req.query?.language) ? req.query.language : preferredLanguage(req, languages)
}

/** The language among those offered that the browser likes best, else the first. */
export function preferredLanguage(req: Request, offered: readonly Language[]): Language {
  const header = String(req.headers['accept-language'] ?? '').slice(0, 500)
  for (const wish of wishes(header)) {
    const found = offered.find((language) => isSameTongue(language, wish))
    if (found) return found
  }
  return offered[0] ?? 'en'
}

function wishes(header: string): string[] {
  return header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const weight = parameters
        .map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1])
        .find((q) => q !== undefined)
      return { tag: tag.toLowerCase(), weight: Number(weight ?? 1) }
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag)
}

function isSameTongue(language: Language, tag: string): boolean {
  return language.split('-')[0]?.toLowerCase() === tag.split('-')[0]
}
