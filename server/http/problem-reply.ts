import { isProblem, type Problem, problem } from '@tung-nha/model/problem.ts'
import { fieldSentence } from '@tung-nha/model/problem-words/field.ts'
import { type Language, problemSentence } from '@tung-nha/model/problem-words/write.ts'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'

/** Language of a call: English only when asked for by name, Vietnamese otherwise. */
export const languageOf = (request: FastifyRequest): Language =>
  /^en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'vi'

/** Constraint of the database that still fired → problem. Every rule is decided before SQL, so these are rare. */
const fromConstraint: Record<string, Problem['problem']> = {
  unit_code: 'unit.village-exists',
  membership_pk: 'member.in-team',
  report_of_team: 'report.stale',
  report_of_commune: 'report.stale',
}

const asProblem = (error: unknown, language: Language): Problem | null => {
  if (isProblem(error)) return error
  const fault = error as FastifyError & { constraint?: string; validationContext?: string }
  if (fault?.validation) {
    const fields = fault.validation.map(item => {
      const missing = item.keyword === 'required' ? `.${String(item.params.missingProperty)}` : ''
      return {
        path: `${fault.validationContext ?? 'body'}${item.instancePath.replaceAll('/', '.')}${missing}`,
        message: fieldSentence(item.keyword, item.params, language),
      }
    })
    return problem('request.invalid', {}, fields)
  }
  if (fault?.constraint && fromConstraint[fault.constraint]) return problem(fromConstraint[fault.constraint]!)
  // A day that no calendar has, such as 31 February: it fits the pattern of a day, the database knows better.
  if (fault?.code === '22008' || fault?.code === '22007') return problem('request.invalid')
  if (fault?.code === 'FST_ERR_CTP_BODY_TOO_LARGE' || fault?.statusCode === 413)
    return problem('request.too-large')
  if (fault?.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return problem('request.not-json')
  if (fault?.code === 'FST_ERR_MAX_PARAM_LENGTH') return problem('not-found')
  if (fault?.statusCode === 400) return problem('request.invalid')
  if (fault?.statusCode === 404) return problem('not-found')
  return null
}

/** The one place where a refusal or a fault becomes an answer (RFC 9457). Faults are logged, never shown. */
export const sendProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
  const language = languageOf(request)
  const known = asProblem(error, language)
  if (!known) request.log.error(error)
  const told = known ?? problem('server.fault', { reference: request.id })
  if (typeof told.details.retryAfter === 'number') reply.header('retry-after', told.details.retryAfter)
  return reply
    .code(told.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('content-language', language)
    .header('cache-control', 'no-store')
    .send(
      JSON.stringify({
        type: `/api/v1/problems#${told.problem}`,
        id: told.problem,
        status: told.status,
        title: problemSentence(told.problem, told.details, language),
        ...('reference' in told.details ? { reference: told.details.reference } : {}),
        ...(Object.keys(told.details).length > 0 ? { details: told.details } : {}),
        ...(told.fields.length > 0 ? { fields: told.fields } : {}),
      }),
    )
}
