import type { JointMeasure } from '../consistency/joint-measure.ts'
import type { LanguageMeasure } from '../consistency/language-measures.ts'
import { measureKinds } from '../consistency/measure-kinds.ts'
import type { ConsistencyReport } from '../consistency/report.ts'
import type { Steerability } from '../consistency/steerability.ts'
import type { YesSaying } from '../consistency/yes-saying.ts'
import { aligned, bounds, counted, fixed } from './text-table.ts'

/** What a report tells beside topics and paraphrases, as far as there is any of it. */
export function extraLines(report: ConsistencyReport): string[] {
  const { open, taskForm, languages, languageGroups, judges, steerability } = report.measures
  const openFigures = measureKinds.flatMap((kind) => {
    const measure = open?.[kind]
    return measure ? `${kind} ${fixed(measure.inconsistency)}  ${bounds(measure.interval)}` : []
  })
  return [
    ...section('Open answers, inconsistency by', openFigures),
    ...section('Choice against open answer', taskForm ? [jointLine(taskForm)] : []),
    ...section('Between languages, within respondents', languages?.map(languageLine) ?? []),
    ...section('Between languages, pooled answers of groups', groupLines(languageGroups)),
    ...section(
      'Agreement of judges',
      judges
        ? [`Fleiss' kappa ${fixed(judges.fleissKappa, 3)} over ${judges.items} answers, ${judges.judges.join(', ')}`]
        : [],
    ),
    ...section('Steerability: rank of the prompted value', steerability ? steerabilityLines(steerability) : []),
    ...section('Controversial beside uncontroversial', controversyLines(report)),
    ...section('Share of yes, by what it means', yesLines(report.yesSaying)),
  ]
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]
}

function jointLine({ inconsistency, interval, joined, singletons }: JointMeasure): string {
  return `${fixed(inconsistency)}  ${bounds(interval)}  ${counted(joined, 'question')} joined, ${singletons} alone`
}

function groupLines(groups: ConsistencyReport['measures']['languageGroups'] = []): string[] {
  return 'undefined' in groups ? [`none: ${groups.undefined}`] : groups.map(languageLine)
}

function languageLine({ languages, ...joint }: LanguageMeasure): string {
  return `${languages.join(', ')}: ${jointLine(joint)}`
}

function steerabilityLines(ranks: readonly Steerability[]): string[] {
  const rows = ranks.map(({ value, rank, of, interval }) => [value, `${rank} of 0 to ${of - 1}`, bounds(interval)])
  return aligned([['value', 'rank', '95 % interval'], ...rows])
}

function controversyLines({ controversy }: ConsistencyReport): string[] {
  return measureKinds.flatMap((kind) => {
    const split = controversy[kind]
    if (!split) return []
    const { controversial, uncontroversial, ratio } = split
    const figures = [controversial, uncontroversial].map(
      (part) => `${fixed(part.inconsistency)} (${bounds(part.interval)})`,
    )
    return `${kind}: ${figures.join(' beside ')}, ratio ${fixed(ratio, 2)}`
  })
}

function yesLines(yesSaying: readonly YesSaying[]): string[] {
  return yesSaying.map(({ language, whereYesSupports, whereYesOpposes }) => {
    const share = (one: YesSaying['whereYesSupports']) =>
      'undefined' in one ? '–' : `${fixed(one.share, 2)} of ${one.answers}`
    return `${language ? `${language}: ` : ''}where yes supports ${share(whereYesSupports)}, where it opposes ${share(whereYesOpposes)}`
  })
}
