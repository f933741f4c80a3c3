import type { ListLessons, ReadLesson } from '@tung-nha/model/api/lessons.ts'
import type { ReplyOf } from '@tung-nha/model/kit/contract.ts'
import { Dexie, type EntityTable } from 'dexie'
import { call } from '#lib/api/call.ts'

export type CardHead = ReplyOf<ListLessons>['items'][number]
export type Card = ReplyOf<ReadLesson>

type Heads = { lang: string; at: number; items: CardHead[] }
type KeptCard = { key: string; version: number; lesson: Card }
type KeptFile = { path: string; blob: Blob }
type CardDatabase = Dexie & {
  heads: EntityTable<Heads, 'lang'>
  cards: EntityTable<KeptCard, 'key'>
  files: EntityTable<KeptFile, 'path'>
}

/** How often the list is asked for again; a card whose version is the same is not fetched again. */
const ASK_AGAIN_MS = 12 * 3_600_000

/**
 * Guide cards kept on the phone: words and pictures of all lessons, sound once it has been heard. Nothing secret, so
 * it lies apart from the sealed book and unsealed.
 */
export const openCards = (lang: string) => {
  const db = new Dexie('tung-nha-cards', { chromeTransactionDurability: 'relaxed' }) as CardDatabase
  db.version(1).stores({ heads: 'lang', cards: 'key', files: 'path' })
  // A card has had one question, now it has several: the words are fetched again, pictures and sound stay.
  db.version(2)
    .stores({ heads: 'lang', cards: 'key', files: 'path' })
    .upgrade(kept => Promise.all([kept.table('cards').clear(), kept.table('heads').clear()]))
  const keyOf = (skill: string) => `${lang} ${skill}`

  const keepFile = async (path: string): Promise<Blob> => {
    const held = await db.files.get(path)
    if (held) return held.blob
    const answer = await fetch(path)
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    const blob = await answer.blob()
    await db.files.put({ path, blob })
    return blob
  }
  /** A picture the server does not have must not keep the words away; a network that is gone must stop the round. */
  const keepPictures = async (lesson: Card): Promise<void> => {
    for (const { picture } of lesson.parts) {
      if (!picture || (await db.files.get(picture))) continue
      const answer = await fetch(picture)
      if (answer.ok) await db.files.put({ path: picture, blob: await answer.blob() })
    }
  }
  const keepCard = async (head: CardHead): Promise<void> => {
    const held = await db.cards.get(keyOf(head.skill))
    if (held?.version === head.version) return
    const lesson = await call<ReadLesson>(
      'GET /api/v1/lessons/:skill',
      { params: { skill: head.skill } },
      { language: lang },
    )
    await keepPictures(lesson)
    await db.cards.put({ key: keyOf(head.skill), version: head.version, lesson })
  }

  return {
    heads: async (): Promise<CardHead[]> => (await db.heads.get(lang))?.items ?? [],
    kept: async (): Promise<Set<string>> =>
      new Set(
        (await db.cards.where('key').startsWith(`${lang} `).primaryKeys()).map(key =>
          key.slice(lang.length + 1),
        ),
      ),
    card: async (skill: string): Promise<Card | null> => (await db.cards.get(keyOf(skill)))?.lesson ?? null,
    /** Fetches one card now, when it is asked for before its turn. Throws a CallFailure. */
    fetchCard: async (skill: string): Promise<Card | null> => {
      const lesson = await call<ReadLesson>(
        'GET /api/v1/lessons/:skill',
        { params: { skill } },
        { language: lang },
      )
      await keepPictures(lesson)
      await db.cards.put({ key: keyOf(skill), version: lesson.version, lesson })
      return lesson
    },
    /** A picture or sound as a blob, from the phone or, once, from the network. */
    file: keepFile,
    hasFile: async (path: string): Promise<boolean> => (await db.files.get(path)) !== undefined,
    /**
     * Brings the cards up to date, core skills first, one after the other: a weak line is shared with the visits.
     * Stops quietly at the first failure and goes on where it stopped the next time.
     */
    refresh: async (now: number, onprogress: (done: number, of: number) => void): Promise<void> => {
      const held = await db.heads.get(lang)
      const kept = await db.cards.where('key').startsWith(`${lang} `).count()
      if (held && now - held.at < ASK_AGAIN_MS && kept >= held.items.length) return
      const { items } = await call<ListLessons>('GET /api/v1/lessons', {}, { language: lang })
      await db.heads.put({ lang, at: held?.at ?? 0, items })
      const ordered = [...items.filter(item => item.core), ...items.filter(item => !item.core)]
      for (const [i, head] of ordered.entries()) {
        onprogress(i, ordered.length)
        await keepCard(head)
      }
      await db.heads.put({ lang, at: now, items })
      onprogress(ordered.length, ordered.length)
    },
  }
}
export type Cards = ReturnType<typeof openCards>
