import { spawnSync } from 'node:child_process'
import { lstatSync, realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { refusal } from '#start/refusal.ts'

/** The unprivileged account a database of root runs as. */
export interface Account {
  name: string
  uid: number
  gid: number
}

/** What the system's account list says about a name or a number. */
function lookUp(who: string): Account | undefined {
  const ask = (flag: string) => spawnSync('id', [flag, who], { encoding: 'utf8' }).stdout?.trim() ?? ''
  const uid = ask('-u')
  const gid = ask('-g')
  if (uid === '' || gid === '' || uid === '0') return undefined
  return { name: ask('-un') || who, uid: Number(uid), gid: Number(gid) }
}

/**
 * PostgreSQL refuses to run as root, and no account is added to the host: the owner of the data or of the project is
 * taken when that is an ordinary account, else `nobody`. Undefined when this process is not root.
 */
export function chooseAccount(...folders: string[]): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const folder of folders) {
    const owner = lstatSync(folder, { throwIfNoEntry: false })?.uid
    const account = owner ? lookUp(String(owner)) : undefined
    if (account) return account
  }
  const nobody = lookUp('nobody')
  if (!nobody) throw refusal('account.missing')
  return nobody
}

/** True when `account` may walk down to `path` by the permission bits; access lists are not read, so the answer errs on no. */
export function canReach(path: string, account: Account | undefined): boolean {
  if (!account) return true
  let here = realpathSync(path)
  for (;;) {
    const { mode, uid, gid } = statSync(here)
    const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0
    if (((mode >> shift) & 1) === 0) return false
    const up = dirname(here)
    if (up === here) return true
    here = up
  }
}
