/** Measures the one file it is given and prints what that took: a process of its own, so that its memory is its own. */
import { measureFiles } from '../../server/commands/measure-files.ts'
import { stopwatch } from '../../server/consistency/stopwatch.ts'

const { lap, milliseconds } = stopwatch()
const started = performance.now()
const { answers } = await measureFiles([process.argv[2] ?? ''], {}, { lap })
const wall = performance.now() - started
const megabytes = process.resourceUsage().maxRSS / 1024
process.stdout.write(JSON.stringify({ answers, wall, ...milliseconds, megabytes }))
