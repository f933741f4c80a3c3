import type { LessonReply } from '@tung-nha/model/api/lessons.ts'
import { Marked } from 'marked'
import { escapeXml, unescapeXml } from '#documents/zip.ts'

export type LessonText = LessonReply['why']
/** What a lesson's file says, before it is joined with its skill and the files beside it. */
export type WrittenLesson = Omit<
  LessonReply,
  | 'number'
  | 'name'
  | 'group'
  | 'groupName'
  | 'core'
  | 'steps'
  | 'bytes'
  | 'audioBytes'
  | 'picture'
  | 'lang'
  | 'audio'
>

/** The file is not a lesson; says which file and what is missing, for the author. */
export class BrokenLesson extends Error {}

// Raw HTML in a lesson is shown as text; links may lead to web addresses only.
const marked = new Marked({
  renderer: {
    html: token => escapeXml(token.text),
    link(token) {
      const words = this.parser.parseInline(token.tokens)
      return /^https?:\/\//.test(token.href)
        ? `<a href="${escapeXml(token.href)}" rel="noreferrer">${words}</a>`
        : words
    },
    image: token => escapeXml(token.text),
  },
})

const plainOf = (html: string) => unescapeXml(html.replace(/<[^>]+>/g, ''))

/** Inline Markdown, lines joined. */
export const lessonText = (markdown: string): LessonText => {
  const html = marked.parseInline(markdown.replace(/\s*\n\s*/g, ' ').trim(), { async: false })
  return { plain: plainOf(html), html }
}

const frontMatter = (text: string, name: string) => {
  const found = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text)
  if (!found) throw new BrokenLesson(`${name}: front matter is missing`)
  const entries = found[1]!.split('\n').flatMap(line => {
    const at = line.indexOf(':')
    return at < 0 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const]
  })
  return { head: new Map(entries), body: found[2]! }
}

const items = (text: string) =>
  text
    .split(/^- /m)
    .slice(1)
    .map(item => item.trim())

const questionOf = (text: string, name: string): LessonReply['questions'][number] => {
  const options = items(text).map(item => {
    const found = /^\[( |x)\]\s*([\s\S]*?)\s*::\s*([\s\S]*)$/.exec(item)
    if (!found) throw new BrokenLesson(`${name}: an option of the question is not "- [x] option :: answer"`)
    return {
      text: lessonText(found[2]!).plain,
      right: found[1] === 'x',
      feedback: lessonText(found[3]!).plain,
    }
  })
  if (options.filter(option => option.right).length !== 1)
    throw new BrokenLesson(`${name}: the question needs one right option`)
  return { text: lessonText(text.slice(0, text.search(/^- /m))).plain, options }
}

const IMAGE = /!\[([^\]]*)\]\(pictures\/([\w.-]+\.svg)\)/

const stepOf = (title: string, text: string): LessonReply['parts'][number] => {
  const image = IMAGE.exec(text)
  return {
    title,
    text: lessonText(text.replace(IMAGE, '')),
    picture: image?.[2] ?? null,
    alt: image?.[1] ?? '',
  }
}

/**
 * Reads a lesson in the format of catalogue/README.md. `picture` of a step is the bare file name here.
 * @throws BrokenLesson when a part is missing: half a lesson is not shown
 */
export const parseLesson = (source: string, name: string): WrittenLesson => {
  const { head, body } = frontMatter(source.normalize('NFC').replaceAll('\r\n', '\n'), name)
  const parts = body
    .split(/^## /m)
    .slice(1)
    .map(part => {
      const end = part.indexOf('\n')
      return { title: part.slice(0, end).trim(), text: part.slice(end).trim() }
    })
  const part = (title: string) => {
    const text = parts.find(item => item.title === title)?.text
    if (!text) throw new BrokenLesson(`${name}: the part "${title}" is missing`)
    return text
  }
  const questionsOf = () => {
    const found = parts.filter(item => item.title === 'question')
    if (found.length === 0) throw new BrokenLesson(`${name}: the part "question" is missing`)
    return found.map(item => questionOf(item.text, name))
  }
  const need = (key: string) => {
    const value = head.get(key)
    if (!value) throw new BrokenLesson(`${name}: "${key}" is missing`)
    return value
  }
  return {
    skill: need('skill'),
    version: Number(need('version')),
    title: need('title'),
    minutes: Number(need('minutes')),
    why: lessonText(part('why')),
    parts: parts
      .filter(item => item.title.startsWith('step:'))
      .map(item => stepOf(item.title.slice(5).trim(), item.text)),
    mistakes: items(part('mistakes')).map(lessonText),
    safety: lessonText(part('safety')),
    test: lessonText(part('test')),
    questions: questionsOf(),
    speech: part('speech'),
  }
}
