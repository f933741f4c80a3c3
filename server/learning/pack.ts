import type { LessonReply } from '@tung-nha/model/api/lessons.ts'
import type { Language } from '@tung-nha/model/problem-words/write.ts'
import { bytesOf, escapeXml, pack } from '#documents/zip.ts'
import type { Lessons } from '#learning/lessons.ts'
import { type PackWords, packWords } from '#learning/pack-words.ts'

const STYLE = `
:root { color-scheme: light dark; --ink: #17322b; --soft: #4d635c; --ground: #f6f3ea; --card: #fff; --green: #0b6b4f; --line: #d5ddd8; --amber: #fdf0cf }
@media (prefers-color-scheme: dark) { :root { --ink: #eaf3ee; --soft: #b3c4bc; --ground: #0f1f1a; --card: #18302a; --green: #7ad3b0; --line: #36524a; --amber: #4a3a12 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 18px/1.55 system-ui, sans-serif }
main { max-width: 40rem; margin: 0 auto; padding: 1rem }
a { color: var(--green) }
h1 { margin: .5rem 0; font-size: 1.8rem; line-height: 1.2 }
h2 { margin: 1.6rem 0 .5rem; font-size: 1.25rem; line-height: 1.3 }
ul.lessons { padding: 0; list-style: none }
ul.lessons a { display: block; min-height: 48px; margin: .5rem 0; padding: .7rem 1rem; border: 2px solid var(--line); border-radius: .8rem; background: var(--card); text-decoration: none }
img { width: 100%; height: auto; border-radius: 1rem }
audio { width: 100%; min-height: 54px }
.soft { color: var(--soft) }
.safe { padding: .8rem 1rem; border-left: 6px solid #f4b740; background: var(--amber) }
details { margin: .5rem 0; border: 2px solid var(--line); border-radius: .8rem; background: var(--card) }
summary { min-height: 48px; padding: .7rem 1rem; cursor: pointer }
details p { margin: 0; padding: 0 1rem .8rem }
nav { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .5rem 1.5rem; margin: 2rem 0 }
nav a { display: inline-flex; align-items: center; min-height: 48px }
`

const page = (lang: Language, title: string, up: string, body: string) => `<!doctype html>
<html lang="${lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(title)}</title>
<link rel="stylesheet" href="${up}kieu.css">
<main>
${body}
</main>
</html>
`

/** The name of a served picture inside the pack. */
const baseName = (address: string) => address.slice(address.lastIndexOf('/') + 1).replace(/\?.*$/, '')

// A wrong option is answered like a right one: by opening it. Nothing needs a script.
const questionHtml = (question: LessonReply['questions'][number], words: PackWords) =>
  `<h3>${escapeXml(question.text)}</h3>\n${question.options
    .map(
      option =>
        `<details><summary>${escapeXml(option.text)}</summary><p>${option.right ? '✓' : '↺'} <strong>${option.right ? words.right : words.notYet}.</strong> ${escapeXml(option.feedback)}</p></details>`,
    )
    .join('\n')}`

const lessonHtml = (
  lesson: LessonReply,
  words: PackWords,
  sound: string | null,
  beside: { before: LessonReply | undefined; after: LessonReply | undefined },
) => {
  const steps = lesson.parts.map(
    (part, i) => `<h2>${i + 1}. ${escapeXml(part.title)}</h2>
${part.picture ? `<img src="../hinh/${baseName(part.picture)}" alt="${escapeXml(part.alt)}" width="320" height="240">` : ''}
<p>${part.text.html}</p>`,
  )
  const link = (to: LessonReply | undefined, label: string) =>
    to ? `<a href="${to.skill}.html">${label}: ${escapeXml(to.title)}</a>` : ''
  return `<p><a href="../index.html">${words.all}</a></p>
<p class="soft">${lesson.number} · ${escapeXml(lesson.groupName)}</p>
<h1>${escapeXml(lesson.title)}</h1>
<p>${lesson.why.html}</p>
${sound ? `<p><strong>${words.listen}</strong></p>\n<audio controls preload="none" src="../tieng/${sound}"></audio>` : ''}
${steps.join('\n')}
<p class="safe"><strong>${words.safety}.</strong> ${lesson.safety.html}</p>
<h2>${words.mistakes}</h2>
<ul>${lesson.mistakes.map(one => `<li>${one.html}</li>`).join('')}</ul>
<h2>${words.questions}</h2>
${lesson.questions.map(question => questionHtml(question, words)).join('\n')}
<h2>${words.test}</h2>
<p>${lesson.test.html}</p>
<nav>${link(beside.before, words.before)} ${link(beside.after, words.after)}</nav>`
}

const indexHtml = (list: readonly LessonReply[], words: PackWords) => {
  const groups = Map.groupBy(list, lesson => lesson.groupName)
  const minutes = list.reduce((sum, lesson) => sum + lesson.minutes, 0)
  return `<h1>${words.title}</h1>
<p>${words.lead(list.length, minutes)}</p>
${[...groups]
  .map(
    ([name, lessons]) => `<h2>${escapeXml(name)}</h2>
<ul class="lessons">${lessons.map(one => `<li><a href="bai/${one.skill}.html"><strong>${escapeXml(one.title)}</strong><br><span class="soft">${one.number} ${escapeXml(one.name)}</span></a></li>`).join('')}</ul>`,
  )
  .join('\n')}
<p class="safe">${words.promise}</p>`
}

const partsOf = (lessons: Lessons, lang: Language): Record<string, Uint8Array> => {
  const words = packWords[lang]
  const list = lessons.list(lang)
  const parts: Record<string, Uint8Array> = {
    'DOC-TRUOC.txt': bytesOf(`${words.readMe}\n`),
    'index.html': bytesOf(page(lang, words.title, '', indexHtml(list, words))),
    'kieu.css': bytesOf(STYLE.trim()),
  }
  for (const [i, lesson] of list.entries()) {
    // The voice is Vietnamese whatever the words: it is what the neighbours speak.
    const sound = `${lesson.skill}.vi.mp3`
    const voice = lessons.files.get(`audio/${sound}`)
    if (voice) parts[`tieng/${sound}`] = voice.bytes
    for (const { picture } of lesson.parts) {
      const drawn = picture && lessons.at(picture)
      if (drawn) parts[`hinh/${baseName(picture)}`] = drawn.bytes
    }
    const beside = { before: list[i - 1], after: list[i + 1] }
    const body = lessonHtml(lesson, words, voice ? sound : null, beside)
    parts[`bai/${lesson.skill}.html`] = bytesOf(page(lang, lesson.title, '../', body))
  }
  return parts
}

/**
 * The course as plain files in a ZIP: any browser opens `index.html` from a folder, a memory card or a hotspot that
 * can only serve files. Made at the first ask and kept; the lessons do not change while the server runs.
 */
export const makePacks = (lessons: Lessons): ((lang: Language) => Uint8Array) => {
  const made = new Map<Language, Uint8Array>()
  return lang => {
    const ready = made.get(lang) ?? pack(partsOf(lessons, lang))
    made.set(lang, ready)
    return ready
  }
}
