import type { Route } from '#http/route.ts'
import { certificatePaperRoutes } from '#learning/certificate-paper-routes.ts'
import { courseRoutes } from '#learning/course-routes.ts'
import { lessonRoutes } from '#learning/lesson-routes.ts'
import type { Lessons } from '#learning/lessons.ts'
import { paperRoutes } from '#learning/paper-routes.ts'
import { posterRoutes } from '#learning/poster-routes.ts'

/** Lessons, posters and the papers a member carries. */
export const learningRoutes = (lessons: Lessons): Route[] => [
  ...lessonRoutes(lessons),
  ...courseRoutes(lessons),
  ...certificatePaperRoutes,
  ...posterRoutes(lessons),
  ...paperRoutes,
]
