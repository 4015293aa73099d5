/** Keeps what was worked out for the latest keys, up to a number; the oldest go first. */
export class Kept<Value> {
  readonly #most: number
  readonly #values = new Map<string, Value>()

  constructor(most: number) {
    this.#most = most
  }

  get(key: string): Value | undefined {
    return this.#values.get(key)
  }

  /** Returns the value it keeps. */
  set(key: string, value: Value): Value {
    const [oldest] = this.#values.size < this.#most ? [] : this.#values.keys()
    if (oldest !== undefined) this.#values.delete(oldest)
    this.#values.set(key, value)
    return value
  }
}
