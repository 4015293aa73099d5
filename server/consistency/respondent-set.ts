import { hash } from 'node:crypto'

const hashed = 4
const lanes = hashed + 1
const fullest = 0.6

/**
 * A set of names that keeps 20 bytes for each, however long it is: the beginning of its SHA-256, so that two names
 * are as good as never taken for one, and its place in the order they came. Millions of people fit where their names
 * would not.
 */
export class RespondentSet {
  size = 0
  #slots = new Uint32Array(1024 * lanes)

  /** Adds a name; tells whether it is new. */
  add(name: string): boolean {
    return this.#insert(digest(name))
  }

  /** Adds all names of another set. */
  addAll(other: RespondentSet): void {
    for (const name of namesIn(other.#slots)) this.#insert(name)
  }

  /** Each name, as a key that is the same in every set, with its place in the order in which names came, from 0. */
  *places(): Generator<readonly [key: string, place: number]> {
    for (const name of namesIn(this.#slots)) yield [name.subarray(0, hashed).join(), name[hashed] ?? 0]
  }

  #insert(name: Uint32Array): boolean {
    const at = placeIn(this.#slots, name)
    if (!isFree(this.#slots, at)) return false
    this.#slots.set(name.subarray(0, hashed), at)
    this.#slots[at + hashed] = this.size
    this.size += 1
    if (this.size * lanes > this.#slots.length * fullest) this.#grow()
    return true
  }

  #grow(): void {
    const larger = new Uint32Array(this.#slots.length * 2)
    for (const name of namesIn(this.#slots)) larger.set(name, placeIn(larger, name))
    this.#slots = larger
  }
}

/** The first 16 bytes of the hash, as four numbers. */
function digest(name: string): Uint32Array {
  const bytes = hash('sha256', name, 'binary') // a character a byte: much faster than a buffer
  const words = new Uint32Array(hashed)
  for (let at = 0; at < 4 * hashed; at++) words[at >> 2] = ((words[at >> 2] ?? 0) << 8) | bytes.charCodeAt(at)
  words[0] = (words[0] ?? 0) || 1 // a free slot begins with 0
  return words
}

/** Where a name stands, or the free slot where it belongs. */
function placeIn(slots: Uint32Array, name: Uint32Array): number {
  const count = slots.length / lanes
  let at = ((name[1] ?? 0) % count) * lanes
  while (!isFree(slots, at) && !isHere(slots, at, name)) at = (at + lanes) % slots.length
  return at
}

function isFree(slots: Uint32Array, at: number): boolean {
  return slots[at] === 0
}

function isHere(slots: Uint32Array, at: number, name: Uint32Array): boolean {
  for (let lane = 0; lane < hashed; lane++) if (slots[at + lane] !== name[lane]) return false
  return true
}

function* namesIn(slots: Uint32Array): Generator<Uint32Array> {
  for (let at = 0; at < slots.length; at += lanes) if (!isFree(slots, at)) yield slots.subarray(at, at + lanes)
}
