import type { Chapter } from '../entry.ts'

const tooOften = 'honest people would be flagged too often, with a chance over 0.05'

export const quality: Chapter = {
  id: 'quality',
  entries: [
    {
      id: 'minutes',
      fields: ['collection', 'medianMinutes', 'meanMinutes'],
      formula: [],
      unit: 'minutes',
      cases: { none: 'absent' },
      study: 'other',
      sources: ['study'],
    },
    {
      id: 'falseAlarmRate',
      fields: [
        'falseAlarmRate',
        'mostFalseAlarms',
        'dependability',
        'rules',
        'thresholds',
        'appliedTo',
        'flagged',
        'flags',
        'evidence',
      ],
      formula: ['P = Πₜ ( h dᵃ (1 − d)ᵇ + (1 − h) (1 − d)ᵃ dᵇ ), h = (s − 1 + d) / (2 d − 1)'],
      unit: 'probability',
      cases: { often: tooOften, lone: '', unknown: 'refused' },
      study: 'other',
      sources: ['study'],
    },
    {
      id: 'always-yes',
      also: ['always-no'],
      fields: ['evidence.whereYesSupports', 'evidence.whereYesOpposes'],
      formula: ['f = P, a + b ≥ 6'],
      unit: 'probability',
      cases: {
        lacking: 'nobody answered 6 questions by yes or no, 2 where a yes supports and 2 where it opposes',
        often: tooOften,
      },
      study: 'none',
      sources: ['krosnick'],
    },
    {
      id: 'always-first-position',
      fields: [],
      formula: ['f = Πᵢ 1 / oᵢ, n ≥ 6'],
      unit: 'probability',
      cases: { lacking: 'of nobody is it known where the options stood in 6 answers' },
      study: 'none',
      sources: ['krosnickAlwin'],
    },
    {
      id: 'straight-lining',
      fields: ['evidence.place', 'answersThere', 'evidence.supporting', 'evidence.opposing'],
      formula: ['f = 1 − (1 − f₁) (1 − f₂)', 'f₁ = (min o − 1) Πᵢ 1 / oᵢ, f₂ = P(+) + P(−)'],
      unit: 'probability',
      cases: { lacking: 'nobody gave 8 answers on 3 topics', one: '', often: tooOften },
      study: 'none',
      sources: ['krosnickStrategies'],
    },
    {
      id: 'too-fast',
      fields: ['pace', 'medianSeconds', 'logSpread', 'evidence.seconds', 'evidence.share', 'shareOfMedian', 'gaps'],
      formula: ['f = Φ( ln(0.3) / σ ), σ = 1.4826 med|ln(sᵣ / s̃)|'],
      unit: 'probability',
      cases: {
        lacking: 'the pace of fewer than 10 people is known, or half of them took no time at all',
        equal: '0',
        often: tooOften,
      },
      study: 'none',
      sources: ['greszki', 'hampel'],
    },
    {
      id: 'near-random',
      fields: ['minority', 'pOwnSide', 'logLikelihoodRatio', 'pPropensities', 'thresholds.level'],
      formula: [
        'p₁ = P₀(M ≤ m)',
        'p₂ = Φ( −(L − E₀[L]) / √Var₀[L] ), L = Σᵢ ln(2 πᵢ)',
        'f = Σ{ P(m; d) : P₀(M ≤ m) > 0.01 }',
      ],
      unit: 'probability',
      cases: { lacking: 'nobody answered two questions on a topic', even: '1', often: tooOften },
      study: 'none',
      sources: [],
    },
  ],
}
