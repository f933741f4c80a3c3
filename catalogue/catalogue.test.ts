import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = import.meta.dirname
const lessonsFolder = join(root, 'lessons')
const words = (path: string) => readFileSync(join(root, path), 'utf8')
const json = (path: string) => JSON.parse(words(path))

type Both = { vi: string; en: string }
type Skill = {
  key: string
  number: string
  group: string
  core: boolean
  name: Both
  chip: Both
  test: Both
  why: Both
  sentence: Both
  forWhom: string
  fromAge: number
  after: string[]
  platforms: string[]
}
type Row = {
  code: string
  name: Both
  kind: string | null
  value: { fact?: string; numerator?: string; denominator?: string } | null
  relation: string | null
  check: string[]
  rows: Row[]
}

const skills: { groups: { key: string }[]; skills: Skill[] } = json('skills.json')
const platforms: {
  kinds: { key: string }[]
  platforms: { key: string; kind: string; historical: boolean }[]
} = json('platforms.json')
const indicators: { indicators: Row[] } = json('indicators.json')
const form = json('forms/monthly-2026.json')
const consent = json('consent/home-2026.json')
const lessonKeys = readdirSync(lessonsFolder)
  .filter(f => f.endsWith('.vi.md'))
  .map(f => f.replace('.vi.md', ''))

/** Front matter and the second-level parts of a lesson, in order. */
function lesson(skill: string, lang: string) {
  const whole = readFileSync(join(lessonsFolder, `${skill}.${lang}.md`), 'utf8')
  const [, front = '', body = ''] = whole.match(/^---\n([\s\S]*?)\n---\n([\s\S]*)$/) ?? []
  const head = Object.fromEntries(
    front.split('\n').map(l => [l.slice(0, l.indexOf(':')), l.slice(l.indexOf(':') + 1).trim()]),
  )
  const parts = body
    .split(/^## /m)
    .slice(1)
    .map(p => ({ title: p.slice(0, p.indexOf('\n')), text: p.slice(p.indexOf('\n')).trim() }))
  const part = (title: string) => parts.find(p => p.title === title)?.text ?? ''
  const steps = parts.filter(p => p.title.startsWith('step: '))
  const pictures = steps.map(s => s.text.match(/^!\[(.+)\]\((pictures\/[^)]+\.svg)\)$/m))
  return { whole, head, parts, part, steps, pictures }
}

/** Every text leaf under a key `vi` (or all leaves when `lang` is null), wherever it stands. */
function leaves(value: unknown, lang: string | null, inside = lang === null): string[] {
  if (typeof value === 'string') return inside ? [value] : []
  if (Array.isArray(value)) return value.flatMap(v => leaves(v, lang, inside))
  if (value && typeof value === 'object')
    return Object.entries(value).flatMap(([k, v]) => leaves(v, lang, inside || k === lang))
  return []
}

const dataFiles = [
  'skills.json',
  'platforms.json',
  'indicators.json',
  'difficulties.json',
  'forms/monthly-2026.json',
  'consent/home-2026.json',
]

describe('skills', () => {
  test('there are 25, five in each of the five groups, numbered in order', () => {
    expect(skills.groups.map(g => g.key)).toEqual(['service', 'shop', 'pay', 'safe', 'local'])
    expect(skills.skills).toHaveLength(25)
    skills.skills.forEach((s, i) => {
      const group = Math.floor(i / 5)
      expect(s.group).toBe(skills.groups[group]?.key)
      expect(s.number).toBe(`${group + 1}.${(i % 5) + 1}`)
      expect(s.key.startsWith(`${s.group}.`)).toBe(true)
    })
    expect(new Set(skills.skills.map(s => s.key)).size).toBe(25)
  })

  test('seven are core and every group has at least one', () => {
    expect(skills.skills.filter(s => s.core).map(s => s.key)).toEqual([
      'service.vneid',
      'service.submit',
      'shop.order',
      'pay.qr',
      'safe.otp',
      'safe.scam',
      'local.zalo',
    ])
  })

  test('every text is there in both languages and chips fit a small phone', () => {
    for (const s of skills.skills) {
      for (const lang of ['vi', 'en'] as const) {
        for (const text of [s.name, s.chip, s.test, s.why, s.sentence]) expect(text[lang], s.key).toBeTruthy()
        expect([...s.chip[lang]].length, s.chip[lang]).toBeLessThanOrEqual(22)
        expect(s.sentence[lang], 'a verb phrase goes inside a sentence').not.toMatch(/[.!?]$/)
      }
      expect(['everyone', 'household_business', 'seller']).toContain(s.forWhom)
      expect([0, 14, 15, 18]).toContain(s.fromAge)
    }
  })

  test('skills and platforms they name exist, and "after" has no circle', () => {
    const known = new Map(skills.skills.map(s => [s.key, s]))
    const usable = new Set(platforms.platforms.filter(p => !p.historical).map(p => p.key))
    const depth = (key: string, seen: string[] = []): number => {
      expect(seen, 'a circle').not.toContain(key)
      const s = known.get(key)
      expect(s, key).toBeDefined()
      return 1 + Math.max(0, ...(s?.after ?? []).map(k => depth(k, [...seen, key])))
    }
    for (const s of skills.skills) {
      depth(s.key)
      for (const p of s.platforms) expect(usable, s.key).toContain(p)
    }
  })
})

test('at least 15 platforms in use, old names are marked historical', () => {
  const kinds = platforms.kinds.map(k => k.key)
  expect(platforms.platforms.filter(p => !p.historical).length).toBeGreaterThanOrEqual(15)
  for (const p of platforms.platforms) expect(kinds, p.key).toContain(p.kind)
  const old = platforms.platforms.filter(p => p.historical).map(p => p.key)
  expect(old).toEqual(expect.arrayContaining(['voso', 'postmart', 'provincial-portal']))
})

describe('indicators and the monthly form', () => {
  const all = indicators.indicators.flatMap(i => [i, ...i.rows])

  test('are TN01 to TN12, and the form lists them in order', () => {
    const codes = Array.from({ length: 12 }, (_, i) => `TN${String(i + 1).padStart(2, '0')}`)
    expect(indicators.indicators.map(i => i.code)).toEqual(codes)
    expect(form.indicators).toEqual(codes)
    expect(indicators.indicators[1]?.rows).toHaveLength(6)
    expect(indicators.indicators[2]?.rows).toHaveLength(5)
  })

  test('every row has a value that fits its kind, except a heading over sub-rows', () => {
    for (const row of all) {
      if (row.value === null) expect(row.rows.length, row.code).toBeGreaterThan(0)
      else if (row.kind === 'ratio')
        expect(Object.keys(row.value), row.code).toEqual(['numerator', 'denominator'])
      else {
        expect(Object.keys(row.value), row.code).toEqual(['fact'])
        expect(['flow', 'stock', 'distinct'], row.code).toContain(row.kind)
      }
      for (const sub of row.rows) expect(sub.code.startsWith(`${row.code}.`)).toBe(true)
    }
  })

  test('checks name rules of the form and cross checks name rows and facts that exist', () => {
    const rules = form.rules.map((r: { key: string }) => r.key)
    const codes = all.map(r => r.code)
    const facts = all.flatMap(r => Object.values(r.value ?? {}))
    for (const row of all) for (const c of row.check) expect(rules, row.code).toContain(c)
    for (const check of form.crossChecks) {
      expect(rules).toContain(check.rule)
      for (const side of [check.part, check.whole].filter(Boolean))
        if (typeof side === 'string') expect(codes).toContain(side)
        else expect(facts).toContain(side.fact)
    }
    for (const row of all.filter(r => r.relation === 'part'))
      expect(form.crossChecks.map((c: { part: unknown }) => c.part)).toContain(row.code)
  })

  test('the period closes on the 14th, is due on the 20th and has four narrative boxes', () => {
    expect([form.period.cutOffDay, form.period.dueDay]).toEqual([14, 20])
    expect(form.narratives.map((n: { name: Both }) => n.name.vi)).toEqual([
      'Kết quả nổi bật',
      'Khó khăn, vướng mắc',
      'Kiến nghị, đề xuất',
      'Nhiệm vụ kỳ tới',
    ])
  })
})

test('consent has a spoken and a paper text for adults, children from 7 and small children', () => {
  type Variant = {
    key: string
    fromAge: number
    toAge: number | null
    asks: string[]
    read: Both
    paper: Both
  }
  const variants: Variant[] = consent.variants
  expect(variants.map(v => [v.fromAge, v.toAge, v.asks.join('+')])).toEqual([
    [18, null, 'person'],
    [7, 17, 'person+guardian'],
    [0, 6, 'guardian'],
  ])
  for (const v of variants)
    for (const lang of ['vi', 'en'] as const) {
      expect(v.read[lang].length).toBeGreaterThan(80)
      expect(v.paper[lang].length).toBeGreaterThan(120)
    }
})

describe('lessons', () => {
  test('every skill has one', () => {
    expect([...lessonKeys].sort()).toEqual(skills.skills.map(s => s.key).sort())
  })

  test.each(lessonKeys.flatMap(k => [[k, 'vi'] as const, [k, 'en'] as const]))(
    '%s.%s has all its parts',
    (skill, lang) => {
      const it = lesson(skill, lang)
      expect(it.head).toMatchObject({ skill })
      expect(Number(it.head.version)).toBeGreaterThanOrEqual(1)
      expect(Number(it.head.minutes)).toBeGreaterThanOrEqual(1)
      expect(it.head.title).toBeTruthy()
      expect(skills.skills.map(s => s.key)).toContain(skill)
      expect(it.parts.map(p => p.title.replace(/^step: .+/, 'step'))).toEqual([
        'why',
        ...it.steps.map(() => 'step'),
        'mistakes',
        'safety',
        'test',
        'question',
        'question',
        'question',
        'speech',
      ])
      expect(it.part('mistakes').match(/^- .+/gm)).toHaveLength(3)
      for (const { text } of it.parts.filter(p => p.title === 'question')) {
        const options = text.match(/^- \[[ x]\] .+ :: .+$/gm) ?? []
        expect(options).toHaveLength(3)
        expect(options.filter(o => o.startsWith('- [x]'))).toHaveLength(1)
        expect(text.startsWith('- ')).toBe(false)
      }
      for (const one of ['why', 'safety', 'test', 'speech']) expect(it.part(one), one).toBeTruthy()
      expect(it.part('speech'), 'figures are written as words').not.toMatch(/\d/)
    },
  )

  test.each(lessonKeys)('%s has 4 to 7 steps, each with one picture shared by both languages', skill => {
    const [vi, en] = [lesson(skill, 'vi'), lesson(skill, 'en')]
    expect(vi.steps.length).toBeGreaterThanOrEqual(4)
    expect(vi.steps.length).toBeLessThanOrEqual(7)
    const files = vi.pictures.map(p => p?.[2])
    expect(files).toEqual(vi.steps.map((_, i) => `pictures/${skill}-${i + 1}.svg`))
    expect(en.pictures.map(p => p?.[2])).toEqual(files)
    for (const p of [...vi.pictures, ...en.pictures]) expect(p?.[1]).toBeTruthy()
  })

  test.each(lessonKeys)('%s weighs at most 150 KB with pictures and sound', skill => {
    const it = lesson(skill, 'vi')
    const size = (path: string) => statSync(join(lessonsFolder, path)).size
    const audio = `audio/${skill}.vi.mp3`
    expect(existsSync(join(lessonsFolder, audio)), audio).toBe(true)
    const total =
      size(`${skill}.vi.md`) + size(audio) + it.pictures.reduce((sum, p) => sum + size(p?.[2] ?? ''), 0)
    expect(total).toBeLessThanOrEqual(150 * 1024)
  })

  test('pictures are small, scale to any width and fetch nothing', () => {
    for (const file of readdirSync(join(lessonsFolder, 'pictures'))) {
      const svg = words(`lessons/pictures/${file}`)
      expect(Buffer.byteLength(svg), file).toBeLessThanOrEqual(4096)
      expect(svg, file).toContain('viewBox="0 0 320 240"')
      expect(svg, file).not.toMatch(/<(script|image|foreignObject|style)|href=|url\(|NaN|undefined/)
    }
  })
})

describe('Vietnamese text', () => {
  const texts: [string, string][] = [
    ...dataFiles.flatMap(f => leaves(json(f), 'vi').map((t): [string, string] => [f, t])),
    ...lessonKeys.map((k): [string, string] => [k, words(`lessons/${k}.vi.md`)]),
  ]

  test('is NFC everywhere, as is the English', () => {
    for (const f of [
      ...dataFiles,
      'README.md',
      ...lessonKeys.flatMap(k => [`lessons/${k}.vi.md`, `lessons/${k}.en.md`]),
    ])
      expect(words(f) === words(f).normalize('NFC'), f).toBe(true)
  })

  test('has no dash characters and does not address the reader', () => {
    for (const [where, text] of texts) {
      expect(text.match(/[\u2010-\u2015\u2212]/), `${where}: ${text.slice(0, 60)}`).toBeNull()
      expect(text.match(/(?<!\p{L})(bạn(?! bè)|quý vị)(?!\p{L})/iu), where).toBeNull()
    }
  })
})
