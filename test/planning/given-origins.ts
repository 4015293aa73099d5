import { type GroupPart, groupClusters } from '../../server/consistency/clusters.ts'
import { GroupBook } from '../../server/consistency/group-figures.ts'
import type { MeasureKind } from '../../server/consistency/measure-kinds.ts'
import { publishedSources } from '../../server/consistency/published-source.ts'
import { ShapeBook } from '../../server/consistency/shape-book.ts'
import { type AnswerSource, collect } from '../../server/consistency/source.ts'
import { type AskedPeople, peopleIn } from '../../server/planning/people.ts'
import type { StanceRecord } from '../../server/stances/record.ts'
import { sitting } from '../consistency/given-records.ts'

/** The people of a source by unit, and how often each kind occurs. */
export async function askedPeople(sources: readonly AnswerSource[], kind: MeasureKind = 'topic'): Promise<AskedPeople> {
  const { tallies } = await collect(sources)
  return peopleIn(groupClusters(tallies, { kind, form: 'choice', keepsSingletons: false }))
}

export const publishedPeople = (task: MeasureKind) => askedPeople(publishedSources(`published:human-${task}`), task)

/** People who answered one topic each; of each, how many of so many answers oppose it. */
export function topicsOf(
  topics: Readonly<Record<string, readonly (readonly [size: number, against: number])[]>>,
): StanceRecord[] {
  return Object.entries(topics).flatMap(([topic, people]) =>
    people.flatMap((answers, person) => sitting(`${topic} ${person}`, topic, answers)),
  )
}

const [shapes, groups] = [new ShapeBook(), new GroupBook()]

/** What one person's answers on a topic make: so many, and how many of them oppose it. */
export function partOf(topic: string, [size, against]: readonly [size: number, against: number]): GroupPart {
  const taken = [[shapes.of([1, 0]), against] as const, [shapes.of([0, 1]), size - against] as const]
  return { topic, group: groups.of(new Map(taken.filter(([, times]) => times > 0))) }
}

/** Mean distance of a person's answers by how many there are and how many fall on the minority side, study.md 1.5. */
export const meanDistance: Readonly<Record<number, readonly number[]>> = {
  3: [0, 0.407445],
  4: [0, 0.331369, 0.464501],
  5: [0, 0.267489, 0.444334],
}
