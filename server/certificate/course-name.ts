import { WHOLE_COURSE } from '@tung-nha/model/course/check.ts'
import type { Language } from '@tung-nha/model/problem-words/write.ts'
import type { Catalogue } from '#catalogue/read.ts'

/** What a course is called on paper: the whole, a group, or the name of one skill. */
export const courseName = (catalogue: Catalogue, course: string, lang: Language): string => {
  if (course === WHOLE_COURSE)
    return lang === 'vi' ? 'Phổ cập kỹ năng số cộng đồng' : 'Digital skills for the community'
  const one =
    catalogue.groups.find(group => group.key === course) ??
    catalogue.skills.find(skill => skill.key === course)
  return one?.name[lang] ?? course
}
