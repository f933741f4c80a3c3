import { type Evidence, type Hold, idsOf, type OpRow } from './evidence.ts'

/** I5 and I6: nothing that was erased, revoked or ended is back, whatever copy of the database is in place. */
export const judgeGone = ({ gone = [], told = [], dump }: Evidence, hold: Hold): void => {
  const stays = (right: boolean, rule: string, message: string) => hold(right, rule, message, 'returned')
  const rows = <T>(table: string) => dump.filter(line => line.table === table).map(line => line.row as T)
  const erased = idsOf(gone)
  const words = gone.flatMap(one => ('words' in one ? one.words : []))
  const saysOf = (text: string) => words.find(word => text.toLowerCase().includes(word.toLowerCase()))

  // In the database: the row is a tombstone, the ledger says nothing of it but the removal, and no table has its words.
  const living = new Map<string, boolean>()
  for (const { table, row } of dump)
    if (table === 'household' || table === 'resident') living.set(String(row['id']), row['removed'] !== true)
  for (const id of erased) stays(living.get(id) !== true, 'I5', `${id} was erased and is back`)
  if (erased.size > 0)
    for (const { id, kind, body } of rows<OpRow>('op')) {
      if (body === null || body['erase'] === true) continue
      const home = kind.startsWith('household.') ? String(body['householdId']) : ''
      stays(
        !erased.has(home) && !erased.has(String(body['residentId'])),
        'I5',
        `the ledger still has what op ${id} said of somebody who was erased`,
      )
    }
  if (words.length > 0)
    for (const { table, row } of dump) {
      const word = saysOf(JSON.stringify(row))
      stays(word === undefined, 'I5', `${table} says "${word}" of somebody who was erased`)
    }

  // In the feeds that phones pull.
  for (const { phone, rows: sent } of told)
    for (const { table, id, removed, row } of sent) {
      stays(removed || !erased.has(id), 'I5', `phone ${phone} was sent ${table} ${id}, which was erased`)
      const word = words.length > 0 ? saysOf(JSON.stringify(row)) : undefined
      stays(word === undefined, 'I5', `phone ${phone} was told "${word}" of somebody who was erased`)
    }

  // Phones and memberships.
  const devices = new Map(rows<{ id: string; revoked_at: string | null }>('device').map(row => [row.id, row]))
  const members = rows<{ member_id: string; team_id: string; valid_to: string | null }>('membership')
  for (const one of gone) {
    if (one.what === 'phone') {
      stays(
        (devices.get(one.id)?.revoked_at ?? null) !== null,
        'I6',
        `phone ${one.id} is not revoked any more`,
      )
      const heard = told.filter(({ phone }) => phone === one.id)
      stays(
        heard.every(({ status }) => status === 401),
        'I6',
        `phone ${one.id} was signed out and is let in again`,
      )
    }
    if (one.what === 'membership') {
      const open = members.some(
        row => row.member_id === one.member && row.team_id === one.team && row.valid_to === null,
      )
      stays(!open, 'I6', `the membership of ${one.member} was ended and goes on`)
      const heard = told.filter(({ phone }) => phone === one.phone).flatMap(line => line.rows)
      stays(
        heard.every(({ area }) => area !== one.area),
        'I6',
        `phone ${one.phone} is told of area ${one.area}, which its holder has left`,
      )
    }
  }
}
