/** What the time of a measurement goes into. */
export type Stage = 'read' | 'group' | 'resample'

/** Told at the end of each stretch of work which stage it belonged to. */
export type Lap = (stage: Stage) => void

/** Adds up the milliseconds between laps, by stage: together they are the time since it was made. */
export function stopwatch(): { lap: Lap; milliseconds: Readonly<Record<Stage, number>> } {
  const milliseconds = { read: 0, group: 0, resample: 0 }
  let last = performance.now()
  const lap = (stage: Stage) => {
    const now = performance.now()
    milliseconds[stage] += now - last
    last = now
  }
  return { lap, milliseconds }
}
