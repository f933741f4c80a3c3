import type { FastifyInstance } from 'fastify'
import { LESSON_FILES, type Lessons } from '#learning/lessons.ts'

const YEAR = 31_536_000

const rangeOf = (header: string | undefined, size: number): { from: number; to: number } | null => {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!found || (found[1] === '' && found[2] === '')) return null
  const from = found[1] === '' ? Math.max(0, size - Number(found[2])) : Number(found[1])
  const to = found[1] === '' || found[2] === '' ? size - 1 : Math.min(size - 1, Number(found[2]))
  return { from, to }
}

/**
 * Pictures and sound of the lessons. An address with the right `?v=` never changes its content and is kept for a
 * year; without it the browser asks again by ETag. Parts are served because phones ask for sound in parts.
 */
export const serveLessonFiles = (app: FastifyInstance, lessons: Lessons) => {
  app.get<{ Params: { kind: string; name: string }; Querystring: { v?: string } }>(
    `${LESSON_FILES}:kind/:name`,
    async (request, reply) => {
      const file = lessons.files.get(`${request.params.kind}/${request.params.name}`)
      if (!file) return reply.callNotFound()
      reply
        .header('etag', file.etag)
        .header(
          'cache-control',
          request.query.v === file.hash
            ? `public, max-age=${YEAR}, immutable`
            : 'public, max-age=0, must-revalidate',
        )
        .header('x-content-type-options', 'nosniff')
        .header('accept-ranges', 'bytes')
        .type(file.type)
      if (request.headers['if-none-match']?.includes(file.etag)) return reply.code(304).send()
      const range = rangeOf(request.headers.range, file.bytes.length)
      if (!range) return reply.send(file.bytes)
      if (range.from > range.to || range.from >= file.bytes.length)
        return reply.code(416).header('content-range', `bytes */${file.bytes.length}`).send()
      return reply
        .code(206)
        .header('content-range', `bytes ${range.from}-${range.to}/${file.bytes.length}`)
        .send(file.bytes.subarray(range.from, range.to + 1))
    },
  )
}
