import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

/** Hands each task to a worker of its own that runs a script, as many at a time as there are cores. What they answer
 *  is in the order of the tasks. */
export async function inWorkers<Task, Answer>(script: URL, tasks: readonly Task[]): Promise<Answer[]> {
  const answers: Answer[] = []
  const left = [...tasks.entries()]
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) answers[next[0]] = await answerOf<Answer>(script, next[1])
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return answers
}

function answerOf<Answer>(script: URL, workerData: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

/** Numbers from 0, in stretches of so many. */
export function stretches(count: number, length: number): { readonly from: number; readonly to: number }[] {
  return Array.from({ length: Math.ceil(count / length) }, (_, n) => ({
    from: n * length,
    to: Math.min(count, (n + 1) * length),
  }))
}
