/** Where a figure comes from: a citation, and where it can be read. */
export interface Source {
  readonly text: string
  readonly url?: string
}

const cited = {
  study: {
    text: 'Moore, Deshpande, Yang (2024). Are large language models consistent over value-laden questions? Findings of EMNLP 2024, arXiv:2407.02996',
    url: 'https://arxiv.org/abs/2407.02996',
  },
  benjamini: {
    text: 'Benjamini, Hochberg (1995). Controlling the false discovery rate. Journal of the Royal Statistical Society B 57, 289–300',
    doi: '10.1111/j.2517-6161.1995.tb02031.x',
  },
  cochran: { text: 'Cochran (1977). Sampling techniques, third edition, section 5A.12. Wiley' },
  cohen: {
    text: 'Cohen (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20, 37–46',
    doi: '10.1177/001316446002000104',
  },
  cohenWeighted: {
    text: 'Cohen (1968). Weighted kappa. Psychological Bulletin 70, 213–220',
    doi: '10.1037/h0026256',
  },
  csiszar: {
    text: 'Csiszár (1975). I-divergence geometry of probability distributions and minimization problems. Annals of Probability 3, 146–158',
    doi: '10.1214/aop/1176996454',
  },
  deming: {
    text: 'Deming, Stephan (1940). On a least squares adjustment of a sampled frequency table. Annals of Mathematical Statistics 11, 427–444',
    doi: '10.1214/aoms/1177731829',
  },
  diCiccio: {
    text: 'DiCiccio, Efron (1992). More accurate confidence intervals in exponential families. Biometrika 79, 231–245',
    doi: '10.1093/biomet/79.2.231',
  },
  efron: {
    text: 'Efron (1979). Bootstrap methods: another look at the jackknife. Annals of Statistics 7, 1–26',
    doi: '10.1214/aos/1176344552',
  },
  efronBetter: {
    text: 'Efron (1987). Better bootstrap confidence intervals. Journal of the American Statistical Association 82, 171–185',
    doi: '10.1080/01621459.1987.10478410',
  },
  endres: {
    text: 'Endres, Schindelin (2003). A new metric for probability distributions. IEEE Transactions on Information Theory 49, 1858–1860',
    doi: '10.1109/TIT.2003.813506',
  },
  fisher: { text: 'Fisher (1935). The design of experiments, section 21. Oliver and Boyd' },
  fleiss: {
    text: 'Fleiss (1971). Measuring nominal scale agreement among many raters. Psychological Bulletin 76, 378–382',
    doi: '10.1037/h0031619',
  },
  fleissLarge: {
    text: 'Fleiss, Cohen, Everitt (1969). Large sample standard errors of kappa and weighted kappa. Psychological Bulletin 72, 323–327',
    doi: '10.1037/h0028106',
  },
  greszki: {
    text: 'Greszki, Meyer, Schoen (2015). Exploring the effects of removing “too fast” responses and respondents from web surveys. Public Opinion Quarterly 79, 471–503',
    doi: '10.1093/poq/nfu058',
  },
  gwet: {
    text: 'Gwet (2008). Computing inter-rater reliability and its variance in the presence of high agreement. British Journal of Mathematical and Statistical Psychology 61, 29–48',
    doi: '10.1348/000711006X126600',
  },
  hyndman: {
    text: 'Hyndman, Fan (1996). Sample quantiles in statistical packages. The American Statistician 50, 361–365',
    doi: '10.2307/2684934',
  },
  kendall: {
    text: 'Kendall (1945). The treatment of ties in ranking problems. Biometrika 33, 239–251',
    doi: '10.1093/biomet/33.3.239',
  },
  kish: { text: 'Kish (1965). Survey sampling, section 11.7. Wiley' },
  hampel: {
    text: 'Hampel (1974). The influence curve and its role in robust estimation. Journal of the American Statistical Association 69, 383–393',
    doi: '10.1080/01621459.1974.10482962',
  },
  krippendorff: {
    text: 'Krippendorff (2011). Computing Krippendorff’s alpha-reliability. University of Pennsylvania',
    url: 'https://repository.upenn.edu/asc_papers/43',
  },
  krosnick: {
    text: 'Krosnick (1999). Survey research. Annual Review of Psychology 50, 537–567',
    doi: '10.1146/annurev.psych.50.1.537',
  },
  krosnickAlwin: {
    text: 'Krosnick, Alwin (1987). An evaluation of a cognitive theory of response-order effects in survey measurement. Public Opinion Quarterly 51, 201–219',
    doi: '10.1086/269029',
  },
  krosnickStrategies: {
    text: 'Krosnick (1991). Response strategies for coping with the cognitive demands of attitude measures in surveys. Applied Cognitive Psychology 5, 213–236',
    doi: '10.1002/acp.2350050305',
  },
  levin: {
    text: 'Levin, Peres, Wilmer (2009). Markov chains and mixing times, section 4.1. American Mathematical Society, ISBN 978-0-8218-4739-8',
  },
  lin: {
    text: 'Lin (1991). Divergence measures based on the Shannon entropy. IEEE Transactions on Information Theory 37, 145–151',
    doi: '10.1109/18.61115',
  },
  nielsen: {
    text: 'Nielsen (2020). On a generalization of the Jensen-Shannon divergence and the Jensen-Shannon centroid. Entropy 22, 221',
    doi: '10.3390/e22020221',
  },
  pearson: {
    text: 'Pearson (1895). Note on regression and inheritance in the case of two parents. Proceedings of the Royal Society of London 58, 240–242',
    doi: '10.1098/rspl.1895.0041',
  },
  phipson: {
    text: 'Phipson, Smyth (2010). Permutation p-values should never be zero. Statistical Applications in Genetics and Molecular Biology 9(1), 39',
    doi: '10.2202/1544-6115.1585',
  },
  rao: {
    text: 'Rao, Wu (1988). Resampling inference with complex survey data. Journal of the American Statistical Association 83, 231–241',
    doi: '10.1080/01621459.1988.10478591',
  },
  schuirmann: {
    text: 'Schuirmann (1987). A comparison of the two one-sided tests procedure and the power approach. Journal of Pharmacokinetics and Biopharmaceutics 15, 657–680',
    doi: '10.1007/BF01068419',
  },
  shannon: {
    text: 'Shannon (1948). A mathematical theory of communication. Bell System Technical Journal 27, 379–423',
    doi: '10.1002/j.1538-7305.1948.tb01338.x',
  },
  spearman: {
    text: 'Spearman (1904). The proof and measurement of association between two things. American Journal of Psychology 15, 72–101',
    doi: '10.2307/1412159',
  },
  student: {
    text: 'Student (1908). The probable error of a mean. Biometrika 6, 1–25',
    doi: '10.1093/biomet/6.1.1',
  },
  wang: { text: 'Wang (1993). On the number of successes in independent trials. Statistica Sinica 3, 295–312' },
} as const satisfies Record<string, { text: string; doi?: string; url?: string }>

export type SourceId = keyof typeof cited

export function sourceOf(id: SourceId): Source {
  const source: { text: string; doi?: string; url?: string } = cited[id]
  if (source.doi) return { text: `${source.text}. doi:${source.doi}`, url: `https://doi.org/${source.doi}` }
  return { text: source.text, ...(source.url && { url: source.url }) }
}
