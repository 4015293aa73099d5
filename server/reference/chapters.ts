import { agreement } from './chapters/agreement.ts'
import { comparison } from './chapters/comparison.ts'
import { distances } from './chapters/distances.ts'
import { intervals } from './chapters/intervals.ts'
import { measures } from './chapters/measures.ts'
import { noiseFloor } from './chapters/noise-floor.ts'
import { planning } from './chapters/planning.ts'
import { quality } from './chapters/quality.ts'
import { sides } from './chapters/sides.ts'
import { weights } from './chapters/weights.ts'
import type { Chapter } from './entry.ts'

/** All chapters in reading order: what a figure is made of before the figure. */
export const chapters: readonly Chapter[] = [
  distances,
  measures,
  sides,
  intervals,
  noiseFloor,
  weights,
  comparison,
  agreement,
  quality,
  planning,
]
