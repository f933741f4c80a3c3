import { addDays } from '@tung-nha/model/kit/day.ts'
import { codeFrom } from '@tung-nha/model/kit/id.ts'
import type { TeamLifeSpec } from '#demo/team-life.ts'
import { putMemberLessons } from '#learning/course-queries.ts'
import type { Lessons } from '#learning/lessons.ts'
import { addReport, countScan } from '#learning/poster-queries.ts'
import { addToLessonDay, insertPoster } from '#learning/queries.ts'

const HUNG = 57 // days ago
/** Learnt on the way home from a poster, most of all what brings money. */
const LEARNT = ['pay.benefit', 'service.vneid', 'pay.qr', 'local.health', 'safe.scam']
/** Two copies of this lesson were printed before its text changed: the recall list has something to say. */
const CHANGED = 'safe.report'

/** Posters on the walls with their scans by day, two of an older text, one torn; what was learnt in villages and by members. */
export const seedLearning = async (spec: TeamLifeSpec, lessons: Lessons): Promise<void> => {
  const { tx, chance, random, today, now, teams, communeId, officerId } = spec
  const versionOf = (skill: string) => lessons.find(skill, 'vi')!.version
  const hang = async (skill: string, areaId: number | null, version = versionOf(skill)) => {
    const code = codeFrom(random(6))
    const madeOn = addDays(today, -HUNG)
    await insertPoster(tx, {
      code,
      skill,
      area_id: areaId,
      commune_id: communeId,
      made_by: officerId,
      made_at: `${madeOn}${now.slice(10)}`,
      lesson_version: version,
    })
    for (let ago = HUNG - 2; ago >= 0; ago -= chance.int(1, 6))
      await countScan(tx, code, addDays(today, -ago), chance.int(1, areaId === null ? 9 : 4))
    return code
  }

  await hang('service.vneid', null)
  for (const team of teams.slice(0, 6)) await hang('pay.benefit', team.areaIds[0]!)
  for (const i of [1, 4]) await hang(CHANGED, teams[i]!.areaIds[0]!, versionOf(CHANGED) - 1)
  const torn = await hang('safe.otp', teams[7]!.areaIds[0]!)
  await addReport(tx, torn, 'torn', addDays(today, -3))

  for (const team of teams.slice(0, 8))
    for (const skill of LEARNT) {
      const opened = chance.int(3, 14)
      const finished = chance.int(1, opened)
      const day = addDays(today, -chance.int(1, 50))
      await addToLessonDay(tx, {
        skill,
        day,
        areaId: team.areaIds[0]!,
        opened,
        answered: 0,
        right: 0,
        finished,
      })
    }

  // Members learn by themselves; one of the first team has not begun.
  for (const [i, member] of teams[0]!.members.slice(0, -1).entries())
    await putMemberLessons(
      tx,
      member.id,
      Object.fromEntries(
        LEARNT.slice(0, 2 + (i % 4)).map(skill => {
          const day = addDays(today, -20 - i)
          const reviews = [{ day: addDays(day, 1), right: 3, of: 3 }]
          return [skill, { at: 0, startedOn: day, finishedOn: day, version: versionOf(skill), reviews }]
        }),
      ),
    )
}
