import { inTurns, takePart } from '../../test/bench/participation.ts'

/** People who take part, in a process whose CPU time is theirs alone. Arguments: how many, and the doors they come by
 *  in turns. Tells its parent how long it took, and the CPU time, in seconds. */
const [, , people, ...doors] = process.argv
const [cpu, start] = [process.cpuUsage(), performance.now()]
let turn = 0
await inTurns(Number(people), (someone) => {
  turn += 1
  return takePart(someone, doors[turn % doors.length] ?? '')
})
const { user, system } = process.cpuUsage(cpu)
process.send?.({ seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1e6 })
process.disconnect()
