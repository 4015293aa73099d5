import { z } from 'zod'

export const publishedTasks = ['topic', 'paraphrase'] as const
/** What people were given in one go: the questions of a topic, or the wordings of one question. */
export type PublishedTask = (typeof publishedTasks)[number]

const precisions = ['vector', 'vector-rebuilt', 'vector-ordinal', 'printed', 'exact', 'calculated'] as const
const measures = ['topic', 'paraphrase', 'taskForm', 'languages'] as const
const quantities = ['inconsistency', 'entropyBits', 'pairwise', 'generalised', 'shareOfMaximum'] as const

const count = z.int().nonnegative()
const texts = z.record(z.string(), z.string())

/** Where the numbers beside it and below it come from, how exact they are and what to know about them:
 *  each a key of `sources`, `precisions` and `notes`. */
const origin = { source: z.string(), precision: z.enum(precisions), notes: z.array(z.string()).default([]) }

/** Numbers of one origin, by name. */
function block<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.strictObject({ ...origin, ...shape })
}

const bounded = z.tuple([z.number(), z.number(), z.number()])
const share = z.tuple([count, count, count])

const figureTable = block({
  experiment: z.string(),
  measure: z.enum(measures),
  quantity: z.enum(quantities),
  task: z.enum(['choice', 'choice-or-abstain', 'open']).optional(),
  /** The model that read free answers, where the drawing compares such models. */
  judge: z.string().optional(),
  /** Whether these are the figures to quote where several drawings hold the same ones. */
  isTotal: z.boolean().default(false),
  /** Model, question file if it is known, value, low, high. */
  rows: z.array(z.tuple([z.string(), z.string().nullable(), z.number(), z.number(), z.number()])),
})

const oneModel = { model: z.string(), measure: z.enum(publishedTasks), dataset: z.string() }

const models = z.strictObject({
  index: z.array(
    z.strictObject({ name: z.string(), id: z.string(), role: z.enum(['chat', 'base', 'judge', 'people']) }),
  ),
  figures: z.array(figureTable),
  /** Topic, value, low, high. */
  byTopic: z.array(block({ ...oneModel, rows: z.array(z.tuple([z.string(), z.number(), z.number(), z.number()])) })),
  /** Value, low, high, by falling value. */
  byUnnamedTopic: z.array(block({ ...oneModel, rows: z.array(bounded) })),
  /** Place of the related value among 12, from 0 for moving answers least, so 5.5 by chance, over ten values:
   *  model, median, lowest, highest. */
  steerability: z.array(
    block({
      dataset: z.string(),
      rows: z.array(z.tuple([z.string(), z.number(), z.number(), z.number()])),
    }),
  ),
  /** Share of "yes" where it supports the topic, and where it opposes it, with bounds. */
  yesBias: z.array(block({ language: z.string(), rows: z.array(z.tuple([z.string(), bounded, bounded])) })),
  judgeAgreement: z.strictObject({
    /** Model, question file, share of answers read alike by all three judges, share read in two ways. */
    shares: block({ rows: z.array(z.tuple([z.string(), z.string(), z.number(), z.number()])) }),
    fleissKappa: block({
      groups: count,
      median: z.number(),
      q1: z.number(),
      q3: z.number(),
      whiskerLow: z.number(),
      whiskerHigh: z.number(),
    }),
  }),
})

/** Topic, questions, and for each of three people how many answers fall on the side that person took less often. */
const counts = block({ rows: z.array(z.tuple([z.string(), count, count, count, count])) })
const missing = z.array(z.string())

const human = z.strictObject({
  participants: block({ topicTask: count, paraphraseTask: count, workers: count, duplicateSubmissions: count }),
  participantsDerived: block({ total: count, submissions: count, failedAttention: count }),
  passRate: block({ share: z.number(), passed: count, of: count }),
  rejected: block({ share: z.number(), rejected: count, of: count }),
  minutes: block({ median: z.number(), mean: z.number() }),
  seconds: block({ median: z.number(), mean: z.number() }),
  pay: block({ usDollars: z.number() }),
  hourlyWage: block({ usDollarsAtMedianTime: z.number(), usDollarsAtMeanTime: z.number() }),
  counts: z.strictObject({ topic: counts, paraphrase: counts }),
  missingTopics: z.strictObject({ topic: missing, paraphrase: missing }),
})

const hashes = block({ topics: z.record(z.string(), z.array(z.string().regex(/^[0-9a-f]{16}$/))) })

const validation = z.strictObject({
  /** Topics rated controversial and originals whose paraphrases were rated equivalent: how many, of how many, percent. */
  sets: block({
    rows: z.array(z.strictObject({ dataset: z.string(), controversial: share, equivalent: share.optional() })),
  }),
  /** Question file, originals kept, originals. */
  originalsKept: block({ rows: z.array(z.tuple([z.string(), count, count])) }),
  totals: block({ controversial: share, uncontroversial: share, equivalent: share }),
  /** Student's t-test of ratings, 0 for very controversial to 3 for not at all: uncontroversial less controversial. */
  controversyTest: block({ t: z.number(), df: count, p: z.number(), n: count }),
  controversyMeans: block({
    controversial: z.number(),
    uncontroversial: z.number(),
    controversialRatings: count,
    uncontroversialRatings: count,
  }),
  /** Binomial test of ratings against chance, both sides. */
  equivalenceTest: block({ equivalent: count, of: count, share: z.number(), chance: z.number(), p: z.number() }),
  /** Question file, topics, Fleiss' kappa of two classes, of four; `pooled` the same over all files. */
  raterAgreement: block({
    rows: z.array(z.tuple([z.string(), count, z.number(), z.number()])),
    pooled: z.tuple([count, z.number(), z.number()]),
  }),
})

/** The published facts of the study, as they are written in `facts.json`. */
export const factsFile = z.strictObject({
  study: z.strictObject({
    title: z.string(),
    authors: z.string(),
    published: z.string(),
    paper: z.string(),
    dataSet: z.string(),
    /** Of the study's repository, whose drawings and notebooks were read. */
    commit: z.string(),
    figures: z.string(),
  }),
  precisions: z.record(z.enum(precisions), z.string()),
  sources: texts,
  notes: texts,
  experiments: texts,
  quantities: z.record(z.enum(quantities), z.string()),
  topics: block({
    /** Topic, originals, wordings. */
    rows: z.array(z.tuple([z.string(), count, count])),
    /** What the study's other files call a topic in English, where that is another name. */
    namesInOtherFiles: texts,
  }),
  human,
  questionHashes: z.strictObject({ topic: hashes, paraphrase: hashes }),
  models,
  validation,
})
export type PublishedFacts = z.infer<typeof factsFile>
export type FigureTable = z.infer<typeof figureTable>
