import { intervalPlot } from '../plots/interval-plot.ts'
import type { Study } from '../studies/study.ts'
import type { Baseline } from './baseline.ts'
import type { Interval, Undefined } from './estimate.ts'
import type { Measure, TopicMeasure } from './measure.ts'
import { measureKinds } from './measure-kinds.ts'

/** The results of a study: how its people did on each measure that their design allows. */
export function baselinePage(study: Study, baseline: Baseline) {
  const measures = measureKinds.flatMap((kind) => {
    const measure = baseline.measures[kind]
    return measure ? measureShown(kind, measure) : []
  })
  const most = study.isAbstainOffered ? '0.56' : '0.46' // sqrt-divergence of evenly split stances from their centroid
  return { study, baseline, measures, most, minutes: rounded(baseline.collection.medianMinutes, 1) }
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
    meanOfTopics: fixed(measure.meanOfTopics),
    entropyBits: fixed(measure.entropyBits),
    groups: measure.groups,
    singletons: measure.singletons,
    rows,
    plot: intervalPlot(rows),
  }
}

function rowShown({ topic, language, topicEnglish, inconsistency, interval, answers, support }: TopicMeasure) {
  return {
    label: topic,
    language,
    topicEnglish: topicEnglish === topic ? undefined : topicEnglish,
    value: inconsistency,
    low: isInterval(interval) ? interval.low : undefined,
    high: isInterval(interval) ? interval.high : undefined,
    shown: fixed(inconsistency),
    interval: intervalShown(interval),
    answers,
    support: typeof support === 'number' ? fixed(support, 2) : '–',
  }
}

function intervalShown(interval: Interval | Undefined) {
  if (!isInterval(interval)) return undefined
  return { low: fixed(interval.low), high: fixed(interval.high), ...methodOf(interval) }
}

const methodNames: Readonly<Record<string, string>> = { bca: 'BCa', abc: 'ABC' }

function methodOf({ level, method, resamples }: Interval) {
  const words = resamples > 0 ? 'consistency:figure.method' : 'consistency:figure.methodInClosedForm'
  return { level: level * 100, method: methodNames[method] ?? method, resamples, words }
}

function isInterval(interval: Interval | Undefined): interval is Interval {
  return !('undefined' in interval)
}

function fixed(value: number, digits = 4): string {
  return value.toFixed(digits)
}

function rounded(value: number | undefined, digits: number): string | undefined {
  return value?.toFixed(digits)
}
