import type { Finding } from './findings.ts'
import type { Links } from './links.ts'
import type { Counts, ImportReport } from './report.ts'

/** The report as it is printed for a person. */
export function reportText(report: ImportReport): string {
  return [filesText(report), linksText(report.links), findingsText(report.findings)].filter(Boolean).join('\n\n')
}

function filesText({ files, totals }: ImportReport): string {
  const width = Math.max(...files.map(({ file }) => file.length), 'total'.length)
  const rows = files.map((row) =>
    'items' in row
      ? `${row.file.padEnd(width)}  ${row.instrument}, ${row.items} items`
      : `${row.file.padEnd(width)}  ${countsText(row)}`,
  )
  return [...rows, `${'total'.padEnd(width)}  ${countsText(totals)}`].join('\n')
}

function countsText({ wordings, topics, originals }: Counts): string {
  return `${figure(wordings)} wordings  ${figure(topics)} topics  ${figure(originals)} originals`
}

function linksText(links: Links): string {
  const rows = Object.entries(links).map(([key, { allLanguages, ...languages }]) => {
    const counts = Object.entries(languages).map(([language, count]) => `${language} ${count}`)
    return `  ${key}: ${counts.join(', ')}; in all languages ${allLanguages}`
  })
  return rows.length === 0 ? '' : ['Originals linked with English, by their English text', ...rows].join('\n')
}

function findingsText(findings: readonly Finding[]): string {
  const rules = [...Map.groupBy(findings, ({ rule }) => rule)].map(([rule, found]) =>
    [`  ${rule}: ${found[0]?.description}`, ...found.map(({ file, count }) => `  ${figure(count)}  ${file}`)].join(
      '\n',
    ),
  )
  return rules.length === 0 ? 'Nothing to look at.' : ['Worth a look', ...rules].join('\n')
}

function figure(count: number): string {
  return count.toLocaleString('en').padStart(6)
}
