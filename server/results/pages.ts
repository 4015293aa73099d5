import type { Baseline } from '../consistency/baseline.ts'
import type { Interval, Undefined } from '../consistency/estimate.ts'
import type { Measure, TopicMeasure } from '../consistency/measure.ts'
import { measureKinds } from '../consistency/measure-kinds.ts'
import type { NoiseFloor } from '../consistency/noise-floor.ts'
import { fewestRespondents, type TooFew } from '../consistency/resampling.ts'
import { intervalPlot, plotLayouts } from '../plots/interval-plot.ts'
import type { QualityReport } from '../quality/report.ts'
import type { RuleName } from '../quality/rule.ts'
import type { Study } from '../studies/study.ts'

/** The results of a study: how its people did on each measure that their design allows. */
export function baselinePage(study: Study, baseline: Baseline) {
  const measures = measureKinds.flatMap((kind) => {
    const measure = baseline.measures[kind]
    return measure ? measureShown(kind, measure) : []
  })
  const most = study.isAbstainOffered ? '0.56' : '0.46' // sqrt-divergence of evenly split stances from their centroid
  return { study, baseline, measures, most, minutes: rounded(baseline.collection.medianMinutes, 1) }
}

/** Whose way of answering raised a flag: how many people by each rule, with its rate of false alarms. */
export function qualityShown({ id }: Study, { people, flagged, rules }: QualityReport, isWithout: boolean) {
  const raised = rules.filter((rule) => rule.flagged > 0)
  return {
    people,
    flagged: flagged.length,
    isWithout,
    other: `/studies/${id}/baseline${isWithout ? '' : '?without=flagged'}`,
    rules: raised.map(({ rule, flagged: count, falseAlarmRate }) => ({
      words: ruleWords[rule],
      count,
      rate: typeof falseAlarmRate === 'number' ? percent(falseAlarmRate) : '–',
    })),
  }
}

const ruleWords: Readonly<Record<RuleName, string>> = {
  'always-yes': 'consistency:quality.always-yes',
  'always-no': 'consistency:quality.always-no',
  'always-first-position': 'consistency:quality.always-first-position',
  'straight-lining': 'consistency:quality.straight-lining',
  'too-fast': 'consistency:quality.too-fast',
  'near-random': 'consistency:quality.near-random',
}

const words = {
  topic: { title: 'consistency:topic.title', help: 'consistency:topic.help' },
  paraphrase: { title: 'consistency:paraphrase.title', help: 'consistency:paraphrase.help' },
} as const

function measureShown(kind: keyof typeof words, measure: Measure) {
  const rows = measure.byTopic.toSorted((one, other) => other.inconsistency - one.inconsistency).map(rowShown)
  return {
    kind,
    words: words[kind],
    inconsistency: fixed(measure.inconsistency),
    interval: intervalShown(measure.interval),
    overTopics: intervalShown(measure.intervalOverTopics),
    asPublished: intervalShown(measure.intervalAsPublished),
    respondents: measure.respondents,
    floor: floorShown(measure.noiseFloor),
    meanOfTopics: fixed(measure.meanOfTopics),
    entropyBits: fixed(measure.entropyBits),
    groups: measure.groups,
    singletons: measure.singletons,
    rows,
    fewest: fewestRespondents,
    plots: plotLayouts.map((layout) => intervalPlot(rows, measure.noiseFloor.band, layout)),
  }
}

function rowShown(measured: TopicMeasure) {
  const { topic, language, topicEnglish, inconsistency, interval, respondents, answers, support } = measured
  const bounds = 'low' in interval ? { low: interval.low, high: interval.high } : {}
  return {
    label: topic,
    language,
    topicEnglish: topicEnglish === topic ? undefined : topicEnglish,
    value: inconsistency,
    ...bounds,
    shown: fixed(inconsistency),
    interval: 'low' in interval ? intervalShown(interval) : { missing: missingInTable(interval) },
    respondents,
    answers,
    support: typeof support === 'number' ? fixed(support, 2) : '–',
  }
}

/** What chance alone gives, and by which words the page says where that comes from. */
function floorShown({ band, chance, retest }: NoiseFloor) {
  const [low, high] = [fixed(band.low), fixed(band.high)]
  const percents = chance.map(({ keeps }) => Math.round(keeps * 100))
  if ('undefined' in retest) {
    return { low, high, words: 'consistency:floor.stated', least: Math.min(...percents), most: Math.max(...percents) }
  }
  return {
    low,
    high,
    words: 'consistency:floor.retest',
    count: retest.wordings,
    share: percent(retest.differing.value),
  }
}

/** Bounds with the words for how they were found; else the words for why there are none. */
function intervalShown(interval: Interval | Undefined | TooFew) {
  if ('low' in interval) return { low: fixed(interval.low), high: fixed(interval.high), ...methodOf(interval) }
  if ('found' in interval)
    return { missing: 'consistency:figure.tooFew', count: interval.found, fewest: interval.fewest }
  return { missing: 'consistency:figure.noInterval' }
}

function missingInTable(interval: Undefined | TooFew): string {
  return 'found' in interval ? 'consistency:table.tooFew' : 'consistency:table.noInterval'
}

function methodOf({ level, resamples }: Interval) {
  const words = resamples > 0 ? 'consistency:figure.method' : 'consistency:figure.methodInClosedForm'
  return { level: level * 100, resamples, words }
}

function percent(share: number): string {
  return (share * 100).toFixed(1)
}

function fixed(value: number, digits = 4): string {
  return value.toFixed(digits)
}

function rounded(value: number | undefined, digits: number): string | undefined {
  return value?.toFixed(digits)
}
