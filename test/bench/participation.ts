import { type Person, person } from './person.ts'

const atOnce = 50

/** Lets people walk, 50 at a time, each on a connection of their own. Returns how many requests were sent. */
export async function inTurns(people: number, walk: (someone: Person) => Promise<void>): Promise<number> {
  let [next, requests] = [0, 0]
  const worker = async () => {
    const someone = person()
    while (next < people) {
      next += 1
      someone.forget()
      await walk(someone)
    }
    requests += someone.requests
    someone.leave()
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return requests
}

/** Ticks every box, answers five questions with yes or no, leaves no comment. */
export async function takePart(someone: Person, door: string): Promise<void> {
  await someone.open(door)
  for (let forms = 0; forms < 7; forms += 1) await someone.send()
  if (!/<code>[\w-]{19}<\/code>/.test(someone.html)) throw new Error(`no thanks at ${someone.address}`)
}
