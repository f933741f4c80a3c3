import type { Bug } from './bug.ts'

const STORAGE = 'web/src/lib/local/storage.ts'
const TWICE = 'web/src/lib/local/twice.ts'
const DATABASE = 'web/src/lib/local/database.ts'

/** Bugs in the storage of the app on IndexedDB, which the simulator replaces by one in memory. */
export const browserBugs: Bug[] = (
  [
    {
      name: 'a change leaves the outbox when it is sent, not when it is acknowledged',
      row: 'phone',
      file: STORAGE,
      edits: [
        [
          "(await strict.read(['outbox'], tx => tx.all('outbox', { most }))).map(open)",
          "(await strict.write(['outbox'], async tx => { const all = await tx.all('outbox', { most }); for (const { seq } of all) tx.delete('outbox', seq); return all })).map(open)",
        ],
      ],
    },
    {
      name: 'a change and its number are written in two transactions',
      row: 'phone',
      file: STORAGE,
      edits: [
        ["        tx.put('meta', { key: 'seq', value: next })\n", ''],
        [
          '      return { ...op, seq }\n',
          "      await strict.write(['meta'], tx => tx.put('meta', { key: 'seq', value: seq }))\n      return { ...op, seq }\n",
        ],
      ],
    },
    {
      name: 'an acknowledged change leaves the outbox in one transaction and is kept in another',
      row: 'phone',
      file: STORAGE,
      edits: [
        [
          "            tx.put('kept', {\n              ...entry,",
          '            later.push({\n              ...entry,',
        ],
        [
          "          tx.delete('outbox', seq)\n        }\n      }),",
          "          tx.delete('outbox', seq)\n        }\n      })\n      await strict.write(['kept'], tx => later.forEach(entry => tx.put('kept', entry)))\n    },",
        ],
        [
          '    settle: (answers, now) =>\n      strict.write(',
          '    settle: async (answers, now) => {\n      const later: any[] = []\n      await strict.write(',
        ],
      ],
    },
    {
      name: 'the place in the feed is written before the rows',
      row: 'network',
      file: STORAGE,
      edits: [
        [
          "      return relaxed.write(['rows', 'feeds', 'kept', 'outbox', 'inbox'], async tx => {",
          "      if (asked === undefined) await relaxed.write(['feeds'], tx => { for (const { areaId, revision, chain } of feeds) tx.put('feeds', { areaId, revision, chain }) })\n      return relaxed.write(['rows', 'feeds', 'kept', 'outbox', 'inbox'], async tx => {",
        ],
      ],
    },
    {
      name: 'saved is said before the write is committed',
      row: 'phone',
      file: 'web/src/lib/local/idb.ts',
      edits: [['      await committed\n      return result', '      return result']],
    },
    {
      name: 'nothing is written a second time',
      row: 'phone',
      file: TWICE,
      edits: [['        if (again.length > 0)', '        if (again.length > 1000)']],
    },
    {
      name: 'saved is said before the second copy is written',
      row: 'phone',
      file: TWICE,
      edits: [['          await atMost(', '          void atMost(']],
    },
    {
      name: 'what came back refused is written once only',
      row: 'phone',
      file: DATABASE,
      edits: [["['outbox', 'inbox', 'meta'], numberOn", "['outbox', 'meta'], numberOn"]],
    },
    {
      name: 'numbers go on from the second copy as if it were never behind',
      row: 'clock',
      file: DATABASE,
      edits: [['value: seq + SKIPPED', 'value: seq']],
    },
  ] satisfies Bug[]
).map(bug => ({ ...bug, tier: 'browser' }))
