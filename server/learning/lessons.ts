import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LessonHead, LessonReply } from '@tung-nha/model/api/lessons.ts'
import type { Language } from '@tung-nha/model/problem-words/write.ts'
import type { Catalogue } from '#catalogue/read.ts'
import { BrokenLesson, parseLesson } from '#learning/lesson.ts'

/** A picture or a sound that may be served: nothing outside this list is ever read. */
export type LessonFile = { type: string; bytes: Buffer; etag: string; hash: string }

export type Lessons = {
  /** Lessons of a language in the order of the skills; a lesson without that language is in Vietnamese. */
  list: (lang: Language) => LessonReply[]
  find: (skill: string, lang: Language) => LessonReply | null
  /** By the path below /catalogue/lessons/, e.g. `pictures/pay.qr-1.svg`. */
  files: ReadonlyMap<string, LessonFile>
  /** A file by the address it is served at. */
  at: (address: string) => LessonFile | undefined
  /** Address of the file with all lessons of a language: what a phone keeps to learn without a network. */
  courseFile: (lang: Language) => string
  /** SVG text of the drawn steps of a lesson, in order. */
  drawings: (skill: string) => (string | null)[]
}

const TYPES: Record<string, string> = {
  svg: 'image/svg+xml',
  mp3: 'audio/mpeg',
  opus: 'audio/ogg',
  m4a: 'audio/mp4',
}
export const LESSON_FILES = '/catalogue/lessons/'

const fileOf = (type: string, bytes: Buffer): LessonFile => {
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 12)
  return { type, bytes, hash, etag: `"${hash}"` }
}

const readFolder = (folder: string, below: string): [string, LessonFile][] =>
  readdirSync(join(folder, below))
    .sort()
    .flatMap(name => {
      const type = TYPES[name.slice(name.lastIndexOf('.') + 1)]
      if (!type || !/^[\w.-]+$/.test(name)) return []
      return [[`${below}/${name}`, fileOf(type, readFileSync(join(folder, below, name)))]]
    })

/** Reads every lesson with its pictures and sound once; a broken lesson stops the start. */
export const readLessons = (catalogue: Catalogue): Lessons => {
  const folder = join(catalogue.dir, 'lessons')
  const files = new Map([...readFolder(folder, 'pictures'), ...readFolder(folder, 'audio')])
  const address = (path: string): string | null => {
    const file = files.get(path)
    return file ? `${LESSON_FILES}${path}?v=${file.hash}` : null
  }

  const lessonFrom = (source: Buffer, name: string, lang: Language): LessonReply => {
    const written = parseLesson(source.toString('utf8'), name)
    const skill = catalogue.skills.find(item => item.key === written.skill)
    const group = catalogue.groups.find(item => item.key === skill?.group)
    if (!skill || !group) throw new BrokenLesson(`${name}: skill ${written.skill} is not in skills.json`)
    const sound = `audio/${written.skill}.${lang}.mp3`
    const audio = files.get(sound)
    const parts = written.parts.map(part => ({
      ...part,
      picture: part.picture ? address(`pictures/${part.picture}`) : null,
    }))
    const drawn = written.parts.reduce(
      (sum, part) => sum + (files.get(`pictures/${part.picture}`)?.bytes.length ?? 0),
      0,
    )
    return {
      ...written,
      number: skill.number,
      name: skill.name[lang],
      group: group.key,
      groupName: group.name[lang],
      core: skill.core,
      steps: parts.length,
      bytes: source.length + drawn,
      audioBytes: audio?.bytes.length ?? null,
      picture: parts[0]?.picture ?? null,
      lang,
      parts,
      audio: audio ? { path: address(sound)!, bytes: audio.bytes.length } : null,
    }
  }

  const read = new Map<string, LessonReply>()
  for (const name of readdirSync(folder).sort()) {
    const lang = /\.(vi|en)\.md$/.exec(name)?.[1] as Language | undefined
    if (lang) read.set(name, lessonFrom(readFileSync(join(folder, name)), name, lang))
  }
  const find = (skill: string, lang: Language) =>
    read.get(`${skill}.${lang}.md`) ?? read.get(`${skill}.vi.md`) ?? null
  const list = (lang: Language) => catalogue.skills.flatMap(skill => find(skill.key, lang) ?? [])
  for (const lang of ['vi', 'en'] as const) {
    const bytes = Buffer.from(JSON.stringify({ lessons: list(lang) }))
    files.set(`course/${lang}.json`, fileOf('application/json', bytes))
  }
  const at = (path: string) => files.get(path.slice(LESSON_FILES.length).replace(/\?.*$/, ''))
  return {
    find,
    list,
    files,
    at,
    courseFile: lang => address(`course/${lang}.json`)!,
    drawings: skill =>
      (find(skill, 'vi')?.parts ?? []).map(part =>
        part.picture ? (at(part.picture)?.bytes.toString('utf8') ?? null) : null,
      ),
  }
}

/** The lines of a list: a lesson without its text. */
export const headOf = (lesson: LessonReply): LessonHead => ({
  skill: lesson.skill,
  number: lesson.number,
  name: lesson.name,
  group: lesson.group,
  groupName: lesson.groupName,
  core: lesson.core,
  title: lesson.title,
  minutes: lesson.minutes,
  steps: lesson.steps,
  version: lesson.version,
  bytes: lesson.bytes,
  audioBytes: lesson.audioBytes,
  picture: lesson.picture,
})
