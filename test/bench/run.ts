import { benchMeasure } from './measure.ts'
import { benchStep } from './step.ts'

/** Runs every bench; each throws if it misses its mark. */
await benchStep()
await benchMeasure()
