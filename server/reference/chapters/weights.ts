import type { Chapter } from '../entry.ts'

export const weights: Chapter = {
  id: 'weights',
  entries: [
    {
      id: 'raking',
      fields: ['weights', 'weights.least', 'weights.most', 'rounds'],
      formula: ['wᵣ ← wᵣ · mᵥ(k) / Σ{ wₛ : kₛ = k } · Σ w'],
      unit: 'ratio',
      cases: { unreachable: 'refused', unknown: 'refused', empty: 'refused' },
      study: 'none',
      sources: ['deming', 'csiszar'],
    },
    {
      id: 'effectiveRespondents',
      fields: ['effectiveRespondents'],
      formula: ['n* = (Σ w)² / Σ w²'],
      unit: 'people',
      cases: { equal: 'n', one: '1' },
      study: 'none',
      sources: ['kish'],
    },
    {
      id: 'weighted',
      fields: ['weighted'],
      formula: ['Iʷ = Σᵣ wᵣ Sᵣ / Σᵣ wᵣ Cᵣ'],
      unit: 'distance',
      cases: { unasked: 'absent', few: 'too few answers: 3 respondents, and an interval takes at least 5' },
      study: 'none',
      sources: ['rao'],
    },
  ],
}
