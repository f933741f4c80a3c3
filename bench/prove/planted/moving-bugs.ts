import type { Bug } from './bug.ts'

const ONWARD = 'model/activity/onward.ts'
const PULL = 'server/sync/pull.ts'

/** Bugs of merging and moving people and homes. */
export const movingBugs: Bug[] = [
  {
    name: 'what comes late to who has left stays behind',
    row: 'scope',
    file: ONWARD,
    edits: [
      ['add(row.movedTo, kind, body, stamp, canonical(body))', 'add(row.movedTo, kind, body, stamp, row.id)'],
    ],
  },
  {
    name: 'people stay behind when their home moves',
    row: 'scope',
    file: ONWARD,
    edits: [
      [
        'for (const other of withIt(row)) if (stays(other)) depart(other, row)',
        'for (const other of withIt(row)) if (stays(other) && other.mergedInto !== null) depart(other, row)',
      ],
    ],
  },
  {
    name: 'a removed home still takes people along',
    row: 'scope',
    file: ONWARD,
    edits: [['home.movedTo !== null && !isTombstone(home)', 'home.movedTo !== null']],
  },
  {
    name: 'home and alias pull a person to and fro',
    row: 'scope',
    file: ONWARD,
    edits: [['!into.removed && stays(into)', 'false']],
  },
  {
    name: 'a removal does not go back to where they came from',
    row: 'scope',
    file: ONWARD,
    edits: [['for (const to of [row.movedTo, ...row.cameFrom])', 'for (const to of [row.movedTo])']],
  },
  {
    name: 'marks are cleared before what follows is made',
    row: 'scope',
    file: 'server/onward/run.ts',
    edits: [
      ['      await clearMarks(db, areaId, marks)\n', ''],
      ['      const proven =', '      await clearMarks(db, areaId, marks)\n      const proven ='],
    ],
  },
  {
    name: 'who comes back is still gone',
    row: 'scope',
    file: 'model/activity/arrive.ts',
    edits: [['...(back ? { movedTo: null, movedHome: null } : {}),', '']],
  },
  {
    name: 'who has left is still shown on the phones there',
    row: 'scope',
    file: PULL,
    edits: [['row.removed || hasLeft(table, row)', 'row.removed']],
  },
  {
    name: 'the last merge to arrive counts',
    row: 'scope',
    file: 'model/resident/merge.ts',
    edits: [['mergeFields<ResidentRow>(row, { mergedInto }, op)', '{ ...row, mergedInto }']],
  },
]
