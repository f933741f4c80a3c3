import type { Bug } from './bug.ts'

const SYNC = 'server/sync/queries.ts'
const ERASURE = 'server/erasure/queries.ts'

/** Bugs in what the simulator replaces: SQL, and what the connection to the database carries. */
export const databaseBugs: Bug[] = (
  [
    {
      name: 'a day that is being counted is not marked anew',
      row: 'server',
      file: SYNC,
      edits: [['ON CONFLICT (area_id, day) DO UPDATE SET day = excluded.day)', 'ON CONFLICT DO NOTHING)']],
    },
    {
      name: 'two pushes decide about an area at once',
      row: 'server',
      file: SYNC,
      edits: [['WHERE area_id = ${areaId}::int FOR UPDATE`', 'WHERE area_id = ${areaId}::int`']],
    },
    {
      name: 'the first op of a phone is taken for the one before',
      row: 'clock',
      file: SYNC,
      edits: [
        ['seq < sent.first\n            ORDER BY seq DESC', 'seq < sent.first\n            ORDER BY seq ASC'],
      ],
    },
    {
      name: 'a place in the history is known by its number alone',
      row: 'server',
      file: SYNC,
      edits: [[' AND chain = ${`\\\\x${at.chain}`}::bytea', '']],
    },
    {
      name: 'the newest rows are not told',
      row: 'phone',
      file: SYNC,
      edits: [['revision <= ${until}', 'revision < ${until}']],
    },
    {
      name: 'a row that was changed keeps the revision it was made at',
      row: 'phone',
      file: SYNC,
      edits: [["[...names, 'revision'].map", 'names.map']],
    },
    {
      name: 'what was taken after all stays among the refused',
      row: 'phone',
      file: SYNC,
      edits: [['op_id = ANY(${ids}::uuid[]) AND resolved_at IS NULL', 'false']],
    },
    {
      name: 'a phone that was revoked still speaks',
      row: 'scope',
      file: SYNC,
      edits: [
        ['WHERE member_id = ${memberId}::uuid AND revoked_at IS NULL', 'WHERE member_id = ${memberId}::uuid'],
      ],
    },
    {
      name: 'who has left a team serves its areas for ever',
      row: 'scope',
      file: 'server/auth/queries.ts',
      edits: [
        ['least(own.valid_to, a.valid_to)', 'a.valid_to'],
        [' AND (own.valid_to IS NULL OR own.valid_to > ${since}::date)', ''],
      ],
    },
    {
      name: 'the wall stands open',
      row: 'scope',
      file: 'server/db/migrations/0005-walls.sql',
      edits: [['USING (in_reach(area_id)) WITH', 'USING (true) WITH']],
    },
    {
      name: 'a connection keeps the areas of who asked before',
      row: 'scope',
      file: 'server/db/connect.ts',
      edits: [
        [
          "set_config('app.areas', ${areaIds.join(',')}, true)",
          "set_config('app.areas', ${areaIds.join(',')}, false)",
        ],
      ],
    },
    {
      name: 'the ledger keeps what it said of the erased',
      row: 'scope',
      file: ERASURE,
      edits: [['UPDATE op SET body = NULL, salt = NULL WHERE', 'UPDATE op SET salt = NULL WHERE']],
    },
    {
      name: 'phones that were revoked speak again after a restore',
      row: 'server',
      file: ERASURE,
      edits: [['AND device.revoked_at IS NULL`', 'AND false`']],
    },
    {
      name: 'memberships that were ended go on after a restore',
      row: 'server',
      file: ERASURE,
      edits: [
        [
          'UPDATE membership SET valid_to = told.day\n',
          'UPDATE membership SET valid_to = membership.valid_to\n',
        ],
      ],
    },
  ] satisfies Bug[]
).map(bug => ({ ...bug, tier: 'database' }))
