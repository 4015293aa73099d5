import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of its own: an image that is mounted. What a power cut would leave is a copy of the image, mounted anew. */
export interface Disk {
  readonly folder: string
  /** What is on disk in this moment and nothing else; whoever writes must stand still. */
  copy(): Disk
  unmount(): void
  remove(): void
}

export function newDisk(size: string): Disk {
  const folder = mkdtempSync(join(tmpdir(), 'stanceline-disk-'))
  chmodSync(folder, 0o755)
  const image = join(folder, 'image')
  run('truncate', '-s', size, image)
  run('mkfs.ext4', '-qF', image)
  return mounted(folder, 'image')
}

function mounted(home: string, name: string): Disk {
  const [image, folder] = [join(home, name), join(home, `${name}-mounted`)]
  mkdirSync(folder, { recursive: true })
  run('mount', '-o', 'loop,commit=30', image, folder)
  chmodSync(folder, 0o777)
  return {
    folder,
    copy: () => {
      run('cp', '--sparse=always', image, `${image}-copy`)
      return mounted(home, `${name}-copy`)
    },
    unmount: () => run('umount', folder),
    remove: () => rmSync(home, { recursive: true, force: true }),
  }
}

export function run(command: string, ...args: string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })
}
