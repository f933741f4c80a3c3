import type { Bug } from './bug.ts'

const ACCEPT = 'model/sync/accept.ts'
const STORAGE = 'model/sync/memory-storage.ts'
const PULL = 'server/sync/pull.ts'

/** Bugs whose subject comes from what befell others, not from reading our code; only the place to plant them does. */
export const heardOf: Bug[] = [
  {
    name: 'a clock more than five minutes wrong is refused',
    row: 'clock',
    heard: 'Actual Budget throws when clocks drift by more than five minutes',
    file: ACCEPT,
    edits: [
      [
        '  if (!rule || (rule.byServer',
        "  if (Math.abs(context.offset ?? 0) > 300_000) return refusal('op.area-denied', { areaId: op.areaId })\n  if (!rule || (rule.byServer",
      ],
    ],
  },
  {
    name: 'while something stands refused, nothing else is sent',
    row: 'phone',
    heard: 'ODK: updates made offline are stuck for ever when an earlier one was lost',
    file: STORAGE,
    edits: [['    unsent: async most => ', '    unsent: async most => inbox.size > 0 ? [] : ']],
  },
  {
    name: 'a push that failed is waited for',
    row: 'network',
    heard: 'PowerSync under partition: upload queues wedge',
    file: 'model/sync/engine.ts',
    edits: [['pushAnswered: afterPush, pushFailed: wait,', 'pushAnswered: afterPush, pushFailed: stay,']],
  },
  {
    name: 'what was done before leaving an area is refused on the day after',
    row: 'scope',
    heard: 'CHT 11306: what belongs to a former area is orphaned',
    file: 'model/access/access.ts',
    edits: [['const LATE_DAYS = 60', 'const LATE_DAYS = 0']],
  },
  {
    name: 'an edit made offline brings a removed home back',
    row: 'scope',
    heard: 'docs/promise.md, 5',
    file: 'model/household/ops.ts',
    edits: [['    const merged = isTombstone(row) ? row :', '    const merged = row.id === "" ? row :']],
  },
  {
    name: 'the newest row of a page is left out',
    row: 'phone',
    heard: 'Electric: rows at the boundary of a replay are missing',
    file: PULL,
    edits: [['changedRows(tx, areaId, after, until)', 'changedRows(tx, areaId, after, until - 1)']],
  },
  {
    name: 'a repeat is answered with the time of the repeat',
    row: 'network',
    heard: 'TigerBeetle: at most once, also in what a retry is told',
    file: ACCEPT,
    edits: [
      [
        'const { stamp, revision, chain } = before',
        'const { revision, chain } = before\n      const stamp = context.now',
      ],
    ],
  },
  {
    name: 'a visit is kept without the people who were guided',
    row: 'server',
    heard: 'docs/promise.md, 7',
    file: 'model/activity/ops.ts',
    edits: [
      [
        'for (const person of peopleHere(op.body, op.areaId))',
        'for (const person of peopleHere(op.body, op.areaId).slice(1))',
      ],
    ],
  },
  {
    name: 'a visit counts on the day it arrived',
    row: 'clock',
    heard: 'ODK: phones with swapped batteries send January 1970',
    file: 'model/activity/ops.ts',
    edits: [
      [
        '      kind,\n      day,\n      teamId,',
        '      kind,\n      day: op.stamp.slice(0, 10),\n      teamId,',
      ],
    ],
  },
  {
    name: 'a refusal does not say why',
    row: 'server',
    heard: 'docs/promise.md, 3',
    file: 'server/sync/routes.ts',
    edits: [['words: problemSentence(answer.problem, answer.details, c.lang) }', "words: '' }"]],
  },
  {
    name: 'the last to close a request has closed it',
    row: 'server',
    heard: 'the first answer to a resident counts (product rules)',
    file: 'model/request/ops.ts',
    edits: [["if (!isFirst(row.clocks, 'result', op)) return", '']],
  },
]
