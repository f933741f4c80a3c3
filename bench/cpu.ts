import { readdirSync, readFileSync } from 'node:fs'

/** Of the kernel's accounting, on every Linux we run on. */
const TICKS_A_SECOND = 100

type Times = { parent: number; own: number; reaped: number }

const timesOf = (pid: number | string): Times | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    return { parent: fields[1]!, own: fields[11]! + fields[12]!, reaped: fields[13]! + fields[14]! }
  } catch {
    return null // ended meanwhile, or no Linux
  }
}

/**
 * CPU seconds that a process and its children have used, those that ended included. Unlike a throughput it hardly
 * depends on what else the machine is doing. 0 where the system does not tell.
 */
export const cpuSeconds = (pid: number): number => {
  const root = timesOf(pid)
  if (!root) return 0
  const children = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(timesOf)
    .filter(times => times?.parent === pid)
  const ticks = children.reduce((sum, child) => sum + child!.own + child!.reaped, root.own + root.reaped)
  return ticks / TICKS_A_SECOND
}

/** The postmaster of a cluster's data folder. */
export const postmasterOf = (folder: string): number =>
  Number(readFileSync(`${folder}/postmaster.pid`, 'utf8').split('\n')[0])
