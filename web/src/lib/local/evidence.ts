import { type Evidence, type EvidenceKind, KEPT_AFTER_SENT_DAYS } from '@tung-nha/model/activity/evidence.ts'
import type { Instant } from '@tung-nha/model/kit/day.ts'
import { instantOf } from '@tung-nha/model/kit/instant.ts'
import type { KeptEvidence, LocalDatabase } from '#lib/local/database.ts'
import { openBytes, sealBytes } from '#lib/local/seal.ts'

export type NewEvidence = { areaId: number; activityId: string; kind: EvidenceKind; blob: Blob }
/** What waits to be sent: everything but the content, which is opened when its turn comes. */
export type EvidenceHead = Omit<KeptEvidence, 'sealed'>

const hex = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map(byte => byte.toString(16).padStart(2, '0')).join('')

/** Photos and voice notes of this phone, sealed like all that has to be sent, until a week after the server has them. */
export const evidenceOn = (db: LocalDatabase, out: CryptoKey) => {
  const headOf = ({ sealed: _sealed, ...head }: KeptEvidence): EvidenceHead => head
  const change = (hash: string, by: Partial<KeptEvidence>) =>
    db.write(['evidence'], async tx => {
      const row = await tx.get('evidence', hash)
      if (row) tx.put('evidence', { ...row, ...by })
    })
  /** What may go and the server neither has nor refused; the oldest first. */
  const unsent = async (): Promise<EvidenceHead[]> => {
    const all = await db.read(['evidence'], tx => tx.all('evidence'))
    return all
      .filter(row => row.held !== true && row.sentAt === undefined && row.problem === undefined)
      .map(headOf)
      .sort((a, b) => (a.at < b.at ? -1 : 1))
  }
  return {
    /** Keeps a file; resolves to its name, the hash of its content. Rejects when the phone is full. */
    keep: async ({ areaId, activityId, kind, blob }: NewEvidence): Promise<string> => {
      const bytes = await blob.arrayBuffer()
      const hash = hex(await crypto.subtle.digest('SHA-256', bytes))
      const sealed = await sealBytes(out, bytes)
      const at = instantOf(Date.now())
      const { type, size } = blob
      await db.durable('strict').write(['evidence'], tx => {
        tx.put('evidence', { hash, areaId, activityId, kind, type, size, at, sealed, sent: 0, held: true })
      })
      return hash
    },
    read: async (hash: string): Promise<Blob | null> => {
      const row = await db.read(['evidence'], tx => tx.get('evidence', hash))
      return row ? new Blob([await openBytes(out, row.sealed)], { type: row.type }) : null
    },
    /** Lets files go: their visit is about to be saved. Before it is, so that no visit ever names a file that stays. */
    release: (hashes: readonly string[]) =>
      db.durable('strict').write(['evidence'], async tx => {
        for (const hash of hashes) {
          const row = await tx.get('evidence', hash)
          if (!row) continue
          const { held: _held, ...free } = row
          tx.put('evidence', free)
        }
      }),
    /** Keeps files of a visit for the one that is written in its place, to be sent again with it; resolves to those still here. */
    carry: (files: readonly Evidence[], activityId: string): Promise<Evidence[]> =>
      db.durable('strict').write(['evidence'], async tx => {
        const here: Evidence[] = []
        for (const { hash, kind } of files) {
          const row = await tx.get('evidence', hash)
          if (!row) continue
          const { sentAt: _sentAt, problem: _problem, ...kept } = row
          tx.put('evidence', { ...kept, activityId, sent: 0, held: true })
          here.push({ hash, kind })
        }
        return here
      }),
    dropHeld: (hash: string) =>
      db.write(['evidence'], async tx => {
        if ((await tx.get('evidence', hash))?.held) tx.delete('evidence', hash)
      }),
    drop: (hash: string) => db.write(['evidence'], tx => tx.delete('evidence', hash)),
    unsent,
    /** How many files of saved visits are on this phone alone. */
    countUnsent: async (): Promise<number> => (await unsent()).length,
    progress: (hash: string, sent: number) => change(hash, { sent }),
    sent: (hash: string) => change(hash, { sentAt: instantOf(Date.now()) }),
    refused: (hash: string, problem: string) => change(hash, { problem }),
    /** Drops everything the server has: the phone is full. */
    dropSent: () =>
      db.write(['evidence'], async tx => {
        for (const row of await tx.all('evidence'))
          if (row.sentAt !== undefined) tx.delete('evidence', row.hash)
      }),
    /** Drops what the server has had for a week. */
    forget: (now: Instant) => {
      const before = instantOf(Date.parse(now) - KEPT_AFTER_SENT_DAYS * 86_400_000)
      return db.write(['evidence'], async tx => {
        for (const row of await tx.all('evidence'))
          if (row.sentAt !== undefined && row.sentAt < before) tx.delete('evidence', row.hash)
      })
    },
  }
}
export type EvidenceStore = ReturnType<typeof evidenceOn>
