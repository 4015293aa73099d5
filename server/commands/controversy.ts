import { Command } from 'commander'
import { z } from 'zod'
import { type ControversyReport, compareControversy, type SetControversy } from '../audit/controversy.ts'
import { readControversy } from '../audit/controversy-file.ts'
import { languageWords } from '../platform/languages.ts'
import { figureTable } from './agreement.ts'
import { readOptions, refuseTwice, typedSeed } from './read-options.ts'
import { print } from './tools.ts'

/** `stanceline controversy FILE…`: whether people find controversial what is meant to be, and how far they agree. */
export function controversyCommand(): Command {
  return new Command('controversy')
    .description('compare how controversial people find topics that are meant to be and topics that are not')
    .argument('<files...>', 'ratings of topics as the published study has them, such as controversial_english_us.csv')
    .option('--seed <number>', 'seed of the resampling: the same seed gives the same intervals', '1')
    .option('--json', 'print JSON and nothing else')
    .action(async (files: string[], { json, ...options }: { seed?: string; json?: boolean }) => {
      const { seed } = readOptions(z.object({ seed: typedSeed }), options)
      refuseTwice(files)
      const report = compareControversy(await Promise.all(files.map(readControversy)), seed)
      print(json, report, controversyTable(report))
    })
}

function controversyTable({ sets, contradicted, test, fleissKappa, agreement, seed }: ControversyReport): string {
  const { raters, topics, leftOut } = fleissKappa
  return [
    ...sets.map(setLine),
    ...(contradicted > 0 ? [`Topics of which the file concludes other than its ratings: ${contradicted}`] : []),
    '',
    testLine(test),
    '',
    `Agreement, seed ${seed}. Fleiss' kappa over the ${topics} topics with ${raters} ratings, ${leftOut} left out.`,
    ...figureTable({
      "Fleiss' kappa, controversial or not": fleissKappa.twoLevels,
      "Fleiss' kappa, four levels": fleissKappa.fourLevels,
      "Krippendorff's alpha, controversial or not": agreement.twoLevels.krippendorffAlpha.nominal,
      "Krippendorff's alpha, four levels, ordinal": agreement.fourLevels.krippendorffAlpha.ordinal,
      "Gwet's AC1, controversial or not": agreement.twoLevels.gwetAc1,
      "Gwet's AC1, four levels": agreement.fourLevels.gwetAc1,
      'share of pairs that agree, controversial or not': agreement.twoLevels.percent,
      'share of pairs that agree, four levels': agreement.fourLevels.percent,
    }),
  ].join('\n')
}

function setLine({ controversy, language, country, topics, ratedControversial, ratings }: SetControversy): string {
  const share = Math.round((100 * ratedControversial) / topics)
  const name = `${controversy} ${languageWords[language]} ${country}`
  return `${name.padEnd(32)}  ${ratedControversial} of ${topics} topics rated controversial (${share} %), ${ratings} ratings`
}

function testLine(test: ControversyReport['test']): string {
  if ('undefined' in test) return `No comparison: ${test.undefined}.`
  const { t, df, p, n, means } = test
  const { uncontroversial, controversial } = means
  return (
    `Mean rating, 0 very to 3 not at all controversial: ${uncontroversial.toFixed(3)} uncontroversial, ` +
    `${controversial.toFixed(3)} controversial; t = ${t.toFixed(3)}, df = ${df}, p = ${p.toPrecision(3)}, n = ${n}`
  )
}
