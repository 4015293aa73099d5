import { type FileHandle, open } from 'node:fs/promises'

const pieceLength = 65_536

/** A text file that is written bit by bit, in pieces of a size that disks like. */
export class TextFile {
  readonly #handle: FileHandle
  #waiting: string[] = []
  #length = 0

  private constructor(handle: FileHandle) {
    this.#handle = handle
  }

  static async create(path: string): Promise<TextFile> {
    return new TextFile(await open(path, 'wx'))
  }

  async write(text: string): Promise<void> {
    this.#waiting.push(text)
    this.#length += text.length
    if (this.#length >= pieceLength) await this.#flush()
  }

  async close(): Promise<void> {
    await this.#flush()
    await this.#handle.close()
  }

  async #flush(): Promise<void> {
    await this.#handle.appendFile(this.#waiting.join(''))
    this.#waiting = []
    this.#length = 0
  }
}
