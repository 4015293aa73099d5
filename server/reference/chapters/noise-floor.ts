import type { Chapter } from '../entry.ts'

export const noiseFloor: Chapter = {
  id: 'noise-floor',
  entries: [
    {
      id: 'chance',
      fields: ['noiseFloor', 'chance', 'chance.keeps'],
      formula: ['E[I] = Σₐ P(a) I(a), a ~ Mult(n; p, (1 − p) / (K − 1), …)'],
      unit: 'distance',
      cases: { certain: '0' },
      study: 'none',
      sources: ['wang', 'study'],
    },
    {
      id: 'retest',
      fields: ['retest', 'differing', 'retest.distance', 'retest.floor', 'floor'],
      formula: ['δ = (1 / W) Σ P(a₁ ≠ a₂)', 'floor = E[I | p(δ)]'],
      unit: 'distance',
      cases: {
        none: 'no wording was put to anybody several times',
        few: 'too few answers: 3 respondents, and an interval takes at least 5',
        first: 'refused',
      },
      study: 'none',
      sources: [],
    },
    {
      id: 'keeps',
      fields: ['keeps', 'retest.keeps'],
      formula: ['1 − p² − (1 − p)² / (K − 1) = δ', 'p = ( 1 + √( (K − 1) (K − 1 − K δ) ) ) / K'],
      unit: 'probability',
      cases: { steady: '1', guessing: '1/K' },
      study: 'none',
      sources: [],
    },
    {
      id: 'splitHalf',
      fields: ['splitHalf'],
      formula: ['S = (1 / G) Σ E[ ½ d(p̄₁, c) + ½ d(p̄₂, c) ]'],
      unit: 'distance',
      cases: { single: 'no group holds two answers to be halved', soft: '' },
      study: 'none',
      sources: [],
    },
    {
      id: 'band',
      fields: ['band', 'from'],
      formula: [],
      unit: 'distance',
      cases: { retest: 'retest', stated: 'stated' },
      study: 'none',
      sources: [],
    },
  ],
}
