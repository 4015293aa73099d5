import type { Chapter } from '../entry.ts'

const noPairs = 'no item has two ratings'
const oneCategory = 'every rating is the same category: chance alone explains them'
const notBoth = 'no item was rated by both'
const tooWide = 'more than 50 different ratings'

export const agreement: Chapter = {
  id: 'agreement',
  entries: [
    {
      id: 'percentAgreement',
      fields: ['percent'],
      formula: ['P̄ = (1 / N) Σᵢ Σⱼ nᵢⱼ (nᵢⱼ − 1) / ( nᵢ (nᵢ − 1) )'],
      unit: 'share',
      cases: { pairs: noPairs },
      study: 'other',
      sources: ['fleiss'],
    },
    {
      id: 'fleissKappa',
      fields: ['fleissKappa'],
      formula: ['κ = (P̄ − Pₑ) / (1 − Pₑ), Pₑ = Σⱼ qⱼ²'],
      unit: 'agreement',
      cases: { unequal: 'items have different numbers of raters', one: oneCategory, pairs: noPairs },
      study: 'same',
      sources: ['fleiss', 'study'],
    },
    {
      id: 'cohenKappa',
      fields: ['cohenKappa', 'plain', 'largeSample'],
      formula: ['κ = (Pₒ − Pₑ) / (1 − Pₑ), Pₑ = Σⱼ aⱼ bⱼ'],
      unit: 'agreement',
      cases: { raters: 'absent', none: notBoth, one: oneCategory, wide: tooWide },
      study: 'none',
      sources: ['cohen', 'fleissLarge'],
    },
    {
      id: 'weightedKappa',
      fields: ['linear', 'quadratic'],
      formula: ['κʷ = 1 − Σ wᵢⱼ oᵢⱼ / Σ wᵢⱼ aᵢ bⱼ', 'wᵢⱼ = |i − j|, wᵢⱼ = (i − j)²'],
      unit: 'agreement',
      cases: { scale: 'absent', none: notBoth, one: oneCategory, wide: tooWide },
      study: 'none',
      sources: ['cohenWeighted'],
    },
    {
      id: 'krippendorffAlpha',
      fields: ['krippendorffAlpha', 'nominal', 'ordinal'],
      formula: ['α = 1 − Dₒ / Dₑ', 'δ(a, k)² = ( ½ nₐ + Σ nₗ + ½ nₖ )², a < l < k'],
      unit: 'agreement',
      cases: { pairs: noPairs, one: oneCategory, scale: 'absent' },
      study: 'none',
      sources: ['krippendorff'],
    },
    {
      id: 'gwetAc1',
      fields: ['gwetAc1'],
      formula: ['AC₁ = (P̄ − Pₑ) / (1 − Pₑ), Pₑ = Σⱼ πⱼ (1 − πⱼ) / (K − 1)'],
      unit: 'agreement',
      cases: { pairs: noPairs, one: oneCategory, unused: '' },
      study: 'none',
      sources: ['gwet'],
    },
    {
      id: 'itemInterval',
      fields: ['interval.leftOut'],
      formula: ['[ q₀.₀₂₅(θ*), q₀.₉₇₅(θ*) ]'],
      unit: 'figure',
      cases: {
        missing: 'the figure does not exist in 12 % of the resamples',
        same: 'every resample gives the same value',
      },
      study: 'none',
      sources: ['efron', 'hyndman'],
    },
    {
      id: 'judges',
      fields: ['judges', 'agreement'],
      formula: ['κ = (P̄ − Pₑ) / (1 − Pₑ)'],
      unit: 'agreement',
      cases: { one: 'absent', tied: '', differ: 'refused' },
      study: 'other',
      sources: ['fleiss', 'study'],
    },
    {
      id: 'ratedControversial',
      fields: ['ratedControversial', 'contradicted'],
      formula: ['(1 / n) Σᵢ [xᵢ < 2] > ½'],
      unit: 'count',
      cases: { tied: '', contradicted: '' },
      study: 'same',
      sources: ['study'],
    },
    {
      id: 'controversyTest',
      fields: ['test', 't', 'df', 'means', 'means.controversial', 'means.uncontroversial'],
      formula: ['t = (x̄₀ − x̄₁) / √( s² (1 / n₀ + 1 / n₁) ), df = n₀ + n₁ − 2'],
      unit: 'ratio',
      cases: {
        uncontroversial: 'there is no uncontroversial set to compare with',
        controversial: 'there is no controversial set to compare with',
        equal: 'the ratings do not differ',
      },
      study: 'same',
      sources: ['student', 'study'],
    },
  ],
}
