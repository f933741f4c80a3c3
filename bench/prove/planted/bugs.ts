import { browserBugs } from './browser-bugs.ts'
import type { Bug } from './bug.ts'
import { databaseBugs } from './database-bugs.ts'
import { heardOf } from './heard.ts'
import { movingBugs } from './moving-bugs.ts'

const ACCEPT = 'model/sync/accept.ts'
const STORAGE = 'model/sync/memory-storage.ts'
const PULL = 'server/sync/pull.ts'

export const bugs: Bug[] = [
  {
    name: 'the answer goes out before the commit',
    row: 'network',
    file: 'model/sync/store.ts',
    edits: [
      [
        'decision.refused.length > 0) await area.save(decision)',
        'decision.refused.length > 0) void setTimeout(() => area.save(decision))',
      ],
    ],
  },
  {
    name: 'known ops are read outside the transaction',
    row: 'server',
    file: 'model/sync/store.ts',
    edits: [
      [
        '  store.inArea(areaId, async area => {\n    const { touched, known, earlier, feed } = await area.load(\n',
        '  store.inArea(areaId, async area => area.load(\n',
      ],
      [
        '      sentBy(ops),\n    )\n',
        '      sentBy(ops),\n    )).then(({ touched, known, earlier, feed }) => store.inArea(areaId, async area => {\n',
      ],
      ['    return decision\n  })', '    return decision\n  }))'],
    ],
  },
  {
    name: 'what was refused is not kept on the server',
    row: 'server',
    file: 'model/sync/store.ts',
    edits: [
      ['if (decision.ledger.length > 0 || decision.refused.length > 0)', 'if (decision.ledger.length > 0)'],
    ],
  },
  {
    name: 'a repeat is not recognised',
    row: 'network',
    file: ACCEPT,
    edits: [['const before = seen.get(op.id)', 'const before = undefined as KnownOp | undefined']],
  },
  {
    name: 'twice in one push counts twice',
    row: 'network',
    file: ACCEPT,
    edits: [['    seen.set(op.id, { actorId: op.actorId, stamp, revision, salt, digest, chain })\n', '']],
  },
  {
    name: 'the same id with other content passes as a repeat',
    row: 'network',
    file: ACCEPT,
    edits: [['before.salt === null || digestOf(', 'before.salt !== undefined || digestOf(']],
  },
  {
    name: 'ordered by the clock of the device',
    row: 'clock',
    file: ACCEPT,
    edits: [['instantOf(Math.min(said + offset, received))', 'instantOf(said)']],
  },
  {
    name: 'a clock ahead reaches into the future',
    row: 'clock',
    file: ACCEPT,
    edits: [['instantOf(Math.min(said + offset, received))', 'instantOf(said + offset)']],
  },
  {
    name: 'ordered by arrival',
    row: 'clock',
    file: ACCEPT,
    edits: [['instantOf(Math.min(said + offset, received))', 'instantOf(received)']],
  },
  {
    name: 'a clock that was set back turns the order of a phone',
    row: 'clock',
    file: ACCEPT,
    edits: [['notBefore(floor, made, context.now)', 'made']],
  },
  {
    name: 'the proven stamp is not honoured',
    row: 'server',
    file: ACCEPT,
    edits: [['proven ? op.stamp! : stampOf', 'false ? op.stamp! : stampOf']],
  },
  {
    name: 'what was accepted once is judged again',
    row: 'server',
    file: ACCEPT,
    edits: [['proven ? null : rule.refuse', 'false ? null : rule.refuse']],
  },
  {
    name: 'the revision is not advanced',
    row: 'server',
    file: ACCEPT,
    edits: [['const revision = feed.revision + 1', 'const revision = feed.revision']],
  },
  {
    name: 'the chain begins anew with every push',
    row: 'server',
    file: ACCEPT,
    edits: [['let chain = feed.chain', "let chain = ''"]],
  },
  {
    name: 'whose area it is is not asked',
    row: 'scope',
    file: ACCEPT,
    edits: [['if (!sender.serves(', 'if (false && !sender.serves(']],
  },
  {
    name: 'a refused op ends the push',
    row: 'phone',
    file: ACCEPT,
    edits: [
      ["result: 'refused', ...verdict })\n      continue", "result: 'refused', ...verdict })\n      break"],
    ],
  },
  {
    name: 'days are not marked before the change',
    row: 'scope',
    file: ACCEPT,
    edits: [
      [
        '    for (const day of rule.days(rows, stamped)) days.add(day)\n    rule.apply(rows, stamped)\n',
        '    rule.apply(rows, stamped)\n',
      ],
    ],
  },
  {
    name: 'the chain leaves out the stamp',
    row: 'clock',
    file: 'model/sync/hash.ts',
    edits: [['${before}\\n${id}\\n${stamp}\\n${digest}', '${before}\\n${id}\\n${digest}']],
  },
  {
    name: 'the digest leaves out the content',
    row: 'server',
    file: 'model/sync/hash.ts',
    edits: [['op.kind, op.body, op.deviceAt', 'op.kind, op.deviceAt']],
  },
  {
    name: 'the last to arrive keeps a field',
    row: 'clock',
    file: 'model/sync/clocks.ts',
    edits: [['  return held === null || later(op, held)', '  return held === null || held.id !== op.id']],
  },
  {
    name: 'the first writer keeps a field',
    row: 'clock',
    file: 'model/sync/clocks.ts',
    edits: [['  return held === null || later(op, held)', '  return held === null || later(held, op)']],
  },
  {
    name: 'a person is removed without a tombstone',
    row: 'scope',
    file: 'model/resident/ops.ts',
    edits: [
      [
        'wipedPerson({ ...row, clocks: bury(row.clocks, op, op.body.erase) })',
        'wipedPerson({ ...row, clocks: [] })',
      ],
    ],
  },
  {
    name: 'a home is removed without a tombstone',
    row: 'scope',
    file: 'model/household/ops.ts',
    edits: [
      [
        'wipedHome({ ...row, clocks: bury(row.clocks, op, op.body.erase) })',
        'wipedHome({ ...row, clocks: [] })',
      ],
    ],
  },
  {
    name: 'a new level overwrites the one seen before',
    row: 'clock',
    file: 'model/activity/ops.ts',
    edits: [
      [
        'joinObservations(row.observations, more)',
        'joinObservations(row.observations.filter(item => !more.some(other => other[0] === item[0])), more)',
      ],
    ],
  },
  {
    name: 'what was seen twice counts twice',
    row: 'clock',
    file: 'model/resident/observation.ts',
    edits: [['order(sorted[i - 1]!, item) !== 0', 'true']],
  },
  {
    name: 'a void forgets what was seen',
    row: 'scope',
    file: 'model/activity/ops.ts',
    edits: [['      if (!row.observations.some(item => item[3] === activityId)) continue', '      continue']],
  },
  {
    name: 'a void marks no day',
    row: 'scope',
    file: 'model/activity/ops.ts',
    edits: [['? [rows.read(activities, activityId).day] : []', '? [] : []']],
  },
  {
    name: 'a day that a wrong clock wrote is believed',
    row: 'clock',
    file: 'model/activity/doubtful-day.ts',
    edits: [['|| (day !== made && isClockOff(deviceAt, stamp))', '']],
  },
  {
    name: 'the day of a visit is settled by who comes last',
    row: 'clock',
    file: 'model/activity/ops.ts',
    edits: [['if (isLaterWord(settled[1], before.settled?.[1]))', 'if (settled)']],
  },
  {
    name: 'what was seen stays on the day that was wrong',
    row: 'clock',
    file: 'model/activity/ops.ts',
    edits: [['settleObservations(row.observations, activityId, settled)', 'row.observations']],
  },
  {
    name: 'a retry carries a new id',
    row: 'network',
    file: STORAGE,
    edits: [
      [
        '.slice(0, most)',
        ".slice(0, most).map(op => ({ ...op, id: `${op.id.slice(0, -4)}${String(++seq % 10000).padStart(4, '0')}` }))",
      ],
    ],
  },
  {
    name: 'a refused op is dropped',
    row: 'phone',
    file: STORAGE,
    edits: [
      ["if (result === 'refused') inbox.set", "if (result === 'refused') kept.delete(id) && inbox.set"],
    ],
  },
  {
    name: 'a refused op stands in the way of the others',
    row: 'phone',
    file: STORAGE,
    edits: [
      [
        '        outbox.delete(id)\n',
        "        if (result === 'refused') continue\n        outbox.delete(id)\n",
      ],
    ],
  },
  {
    name: 'one answer closes the whole outbox',
    row: 'network',
    file: STORAGE,
    edits: [['        outbox.delete(id)\n', '        outbox.clear()\n']],
  },
  {
    name: 'the newest is sent first',
    row: 'network',
    file: STORAGE,
    edits: [
      ['[...outbox.values()].sort(bySeq).slice', '[...outbox.values()].sort((a, b) => bySeq(b, a)).slice'],
    ],
  },
  {
    name: 'acknowledged ops are not kept',
    row: 'phone',
    file: STORAGE,
    edits: [['if (at < before) kept.delete(id)', 'if (at > before) kept.delete(id)']],
  },
  {
    name: 'numbers begin again when the outbox is empty',
    row: 'phone',
    file: STORAGE,
    edits: [['seq: ++seq', 'seq: (seq = outbox.size + 1)']],
  },
  {
    name: 'after a restore nothing is sent again',
    row: 'server',
    file: STORAGE,
    edits: [['if (feed.reset || !feeds.has(feed.areaId)) {', 'if (feed.revision < 0) {']],
  },
  {
    name: 'an area loaded anew trusts the server',
    row: 'scope',
    file: STORAGE,
    edits: [['if (feed.reset || !feeds.has(feed.areaId)) {', 'if (feed.reset) {']],
  },
  {
    name: 'a new beginning keeps the old rows',
    row: 'phone',
    file: STORAGE,
    edits: [['if (feed.reset) drop(feed.areaId)', '']],
  },
  {
    name: 'rows of an area that was left stay',
    row: 'scope',
    file: STORAGE,
    edits: [['        drop(areaId)\n        feeds.delete(areaId)', '        feeds.delete(areaId)']],
  },
  {
    name: 'a removed row stays on the phone',
    row: 'phone',
    file: STORAGE,
    edits: [['if (removed) rows.delete(key)', 'if (removed) continue']],
  },
  {
    name: 'a late answer of another tab is taken',
    row: 'network',
    file: 'model/sync/storage.ts',
    edits: [['  if (asked === undefined) return true', '  if (asked !== null) return true']],
  },
  {
    name: 'a place in the feed is never checked',
    row: 'server',
    file: PULL,
    edits: [['at.revision === 0 || wasHead(tx, areaId, at)', 'at.revision >= 0 || wasHead(tx, areaId, at)']],
  },
  {
    name: 'what was acknowledged is not checked',
    row: 'server',
    file: PULL,
    edits: [['known &&= await isOurs(tx, areaId, acked)', 'known &&= acked.revision >= 0']],
  },
  {
    name: 'a new beginning is not told',
    row: 'server',
    file: PULL,
    edits: [['...(known ? {} : { reset: true as const }),', '']],
  },
  {
    name: 'a removal is not told',
    row: 'scope',
    file: PULL,
    edits: [['rows: rows.map(', 'rows: rows.filter(({ row }) => !row.removed).map(']],
  },
  {
    name: 'a known no is told as not known',
    row: 'clock',
    file: PULL,
    edits: [['!NEVER_TOLD.has(key) &&', '!NEVER_TOLD.has(key) && value !== false &&']],
  },
  {
    name: 'a page carries the place of the whole feed',
    row: 'network',
    file: PULL,
    edits: [
      ['    revision: until,', '    revision: head.revision,'],
      ['more ? await chainAt(tx, areaId, until) : head.chain', 'head.chain'],
    ],
  },
  {
    name: 'an area that was left is not told',
    row: 'scope',
    file: 'server/sync/routes.ts',
    edits: [
      ['left: feeds.map(feed => feed.areaId).filter(areaId => !served.includes(areaId)),', 'left: [],'],
    ],
  },
  {
    name: 'a phone gets areas of others',
    row: 'scope',
    file: 'server/sync/routes.ts',
    edits: [['await pullFeeds(db, served, feeds, heads)', 'await pullFeeds(db, [1, 2, 3], feeds, heads)']],
  },
  {
    name: 'a digest of places is not compared',
    row: 'network',
    file: 'server/sync/routes.ts',
    edits: [['places === digestOfHeads(served, heads) ? {} :', 'places !== undefined ? {} :']],
  },
  {
    name: 'who once served an area may always write in it',
    row: 'scope',
    file: 'server/sync/sender.ts',
    edits: [['(covers(span, today) || (day >= oldest && covers(span, day)))', 'span.area_id > 0']],
  },
  {
    name: 'an answer carries no proof',
    row: 'server',
    file: 'server/sync/push.ts',
    edits: [["answer.result === 'refused' ? answer", "answer.result !== 'accepted' ? answer"]],
  },
  {
    name: 'after a failure the engine never tries again',
    row: 'network',
    file: 'model/sync/engine.ts',
    edits: [
      [
        "      { effect: 'timer', ms: Math.max(backoff(failures, random), Math.min(wished, LONGEST_WAIT_MS)) },",
        '',
      ],
    ],
  },
  {
    name: 'one batch a round is sent, whatever is left',
    row: 'network',
    file: 'model/sync/engine.ts',
    edits: [["machine.saved || (event.event === 'pushAnswered' && event.more)", 'machine.saved']],
  },
  {
    name: 'the engine sleeps on when the phone comes online',
    row: 'network',
    file: 'model/sync/engine.ts',
    edits: [['    signedIn: stay,\n    online: anew,', '    signedIn: stay,\n    online: stay,']],
  },
  {
    name: 'a page in between does not name the head it was cut from',
    row: 'server',
    file: PULL,
    edits: [['more: true as const, head, toCome', 'more: true as const, toCome']],
  },
  {
    name: 'of pushes that were given one revision only the last is named',
    row: 'server',
    file: 'model/sync/storage.ts',
    edits: [['pushes.set(`${beyond} ${at}`,', 'pushes.set(`${beyond}`,']],
  },
  {
    name: 'of many acknowledgements the newest fifty are named',
    row: 'server',
    file: 'model/sync/storage.ts',
    edits: [
      [
        "return { acked: [{ revision: revision + 1, chain: '' }] }",
        'return { acked: [...acked.values()].slice(-ACKED_MOST) }',
      ],
    ],
  },
  ...heardOf,
  ...movingBugs,
  ...databaseBugs,
  ...browserBugs,
]
