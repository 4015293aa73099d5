import type { Chapter } from '../entry.ts'

export const sides: Chapter = {
  id: 'sides',
  entries: [
    {
      id: 'support',
      fields: [
        'support',
        'support.mean',
        'support.median',
        'support.share',
        'support.abstention',
        'support.values',
        'values.share',
      ],
      formula: ['s̄ = (1 / n) Σᵢ sᵢ'],
      unit: 'share',
      cases: {
        unknown: 'it is not known which side people took',
        unoffered: 'absent',
        tied: '',
      },
      study: 'same',
      sources: ['study'],
    },
    {
      id: 'yesSaying',
      fields: ['yesSaying', 'whereYesSupports', 'whereYesOpposes', 'whereYesSupports.share', 'whereYesOpposes.share'],
      formula: ['y = Σᵣ Σᵢ yᵣᵢ / Σᵣ nᵣ'],
      unit: 'share',
      cases: { words: '', lacking: 'no question was answered where a yes opposes' },
      study: 'other',
      sources: ['study'],
    },
    {
      id: 'controversy',
      fields: ['controversy', 'controversial', 'uncontroversial', 'ratio'],
      formula: ['R = I₁ / I₀'],
      unit: 'ratio',
      cases: {
        one: 'absent',
        steady: 'the uncontroversial topics show no inconsistency to divide by',
      },
      study: 'same',
      sources: ['study'],
    },
    {
      id: 'steerability',
      fields: ['steerability', 'rank', 'of', 'shifts', 'shift'],
      formula: ['Δᵥ = (1 / n) Σᵢ ( pᵢ(s*) − pᵢᵥ(s*) )', 'rank(v) = #{u : Δᵤ < Δᵥ}'],
      unit: 'count',
      cases: {
        tied: '',
        unpaired: '',
        lone: 'a value was prompted to one repetition only',
        few: 'too few respondents answered these portraits',
      },
      study: 'same',
      sources: ['study'],
    },
  ],
}
