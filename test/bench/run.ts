import { benchMeasure } from './measure.ts'
import { benchParticipants } from './participants.ts'
import { benchStep } from './step.ts'

/** Runs every bench, or those named; each throws if it misses its mark. */
const benches = { step: benchStep, participants: benchParticipants, measure: benchMeasure }
const wanted = process.argv.slice(2)
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length === 0 || wanted.includes(name)) await bench()
}
