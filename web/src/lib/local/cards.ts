import type { ListLessons, ReadLesson } from '@tung-nha/model/api/lessons.ts'
import type { ReplyOf } from '@tung-nha/model/kit/contract.ts'
import { call } from '#lib/api/call.ts'
import { declareIdb } from '#lib/local/idb.ts'

export type CardHead = ReplyOf<ListLessons>['items'][number]
export type Card = ReplyOf<ReadLesson>

type Heads = { lang: string; at: number; items: CardHead[] }
type KeptCard = { key: string; version: number; lesson: Card }
type KeptFile = { path: string; blob: Blob }
type CardTables = { heads: Heads; cards: KeptCard; files: KeptFile }

/** How often the list is asked for again; a card whose version is the same is not fetched again. */
const ASK_AGAIN_MS = 12 * 3_600_000

/**
 * Guide cards kept on the phone: words and pictures of all lessons, sound once it has been heard. Nothing secret, so
 * it lies apart from the sealed book and unsealed.
 */
export const openCards = (lang: string) => {
  // Since 20 a card has several questions: the words are fetched again, pictures and sound stay.
  const db = declareIdb<CardTables>('tung-nha-cards', 20, {
    heads: { key: 'lang', since: 20 },
    cards: { key: 'key', since: 20 },
    files: { key: 'path' },
  })
  const held = <S extends keyof CardTables>(store: S, key: string) =>
    db.read([store], tx => tx.get(store, key))
  const keep = <S extends keyof CardTables>(store: S, row: CardTables[S]) =>
    db.write([store], tx => tx.put(store, row))
  const keptKeys = async () => {
    const ofLang = IDBKeyRange.bound(`${lang} `, `${lang} \uffff`)
    return (await db.read(['cards'], tx => tx.keys('cards', { value: ofLang }))) as string[]
  }
  const keyOf = (skill: string) => `${lang} ${skill}`

  const keepFile = async (path: string): Promise<Blob> => {
    const file = await held('files', path)
    if (file) return file.blob
    const answer = await fetch(path)
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    const blob = await answer.blob()
    await keep('files', { path, blob })
    return blob
  }
  /** A picture the server does not have must not keep the words away; a network that is gone must stop the round. */
  const keepPictures = async (lesson: Card): Promise<void> => {
    for (const { picture } of lesson.parts) {
      if (!picture || (await held('files', picture))) continue
      const answer = await fetch(picture)
      if (answer.ok) await keep('files', { path: picture, blob: await answer.blob() })
    }
  }
  const keepCard = async (head: CardHead): Promise<void> => {
    const card = await held('cards', keyOf(head.skill))
    if (card?.version === head.version) return
    const lesson = await call<ReadLesson>(
      'GET /api/v1/lessons/:skill',
      { params: { skill: head.skill } },
      { language: lang },
    )
    await keepPictures(lesson)
    await keep('cards', { key: keyOf(head.skill), version: head.version, lesson })
  }

  return {
    heads: async (): Promise<CardHead[]> => (await held('heads', lang))?.items ?? [],
    kept: async (): Promise<Set<string>> =>
      new Set((await keptKeys()).map(key => key.slice(lang.length + 1))),
    card: async (skill: string): Promise<Card | null> => (await held('cards', keyOf(skill)))?.lesson ?? null,
    /** Fetches one card now, when it is asked for before its turn. Throws a CallFailure. */
    fetchCard: async (skill: string): Promise<Card | null> => {
      const lesson = await call<ReadLesson>(
        'GET /api/v1/lessons/:skill',
        { params: { skill } },
        { language: lang },
      )
      await keepPictures(lesson)
      await keep('cards', { key: keyOf(skill), version: lesson.version, lesson })
      return lesson
    },
    /** A picture or sound as a blob, from the phone or, once, from the network. */
    file: keepFile,
    /** Drops the sounds, the largest of what can be fetched again: the phone is full. Words and pictures stay. */
    dropSounds: () =>
      db.write(['files'], async tx => {
        for (const path of await tx.keys('files')) if (String(path).endsWith('.mp3')) tx.delete('files', path)
      }),
    hasFile: async (path: string): Promise<boolean> => (await held('files', path)) !== undefined,
    /**
     * Brings the cards up to date, core skills first, one after the other: a weak line is shared with the visits.
     * Stops quietly at the first failure and goes on where it stopped the next time.
     */
    refresh: async (now: number, onprogress: (done: number, of: number) => void): Promise<void> => {
      const last = await held('heads', lang)
      const kept = (await keptKeys()).length
      if (last && now - last.at < ASK_AGAIN_MS && kept >= last.items.length) return
      const { items } = await call<ListLessons>('GET /api/v1/lessons', {}, { language: lang })
      await keep('heads', { lang, at: last?.at ?? 0, items })
      const ordered = [...items.filter(item => item.core), ...items.filter(item => !item.core)]
      for (const [i, head] of ordered.entries()) {
        onprogress(i, ordered.length)
        await keepCard(head)
      }
      await keep('heads', { lang, at: now, items })
      onprogress(ordered.length, ordered.length)
    },
  }
}
export type Cards = ReturnType<typeof openCards>
