import type { Topic } from './question-book.ts'

/** What makes a topic one and the same in several sources. */
export function topicKey({ name, language = '', isControversial }: Topic): string {
  return `${name}\0${language}\0${isControversial ?? ''}`
}

/** One topic for the same one in several sources. They may differ in the English name they give, if any: the first by
 *  code unit stands for all. */
export function sharedTopic(topics: readonly Topic[]): Topic {
  const [english] = topics.flatMap((topic) => topic.english ?? []).sort()
  return { name: '', ...topics[0], english }
}

/** A topic as results name it: with its language only where there are several. */
export interface TopicName {
  readonly topic: string
  readonly language?: string
  readonly topicEnglish?: string
}

export function topicName({ name, language, english }: Topic, isMultilingual: boolean): TopicName {
  return { topic: name, ...(isMultilingual && language && { language }), ...(english && { topicEnglish: english }) }
}

export function areMultilingual(topics: readonly { readonly topic: Topic }[]): boolean {
  return new Set(topics.map(({ topic }) => topic.language)).size > 1
}
