import type { IncomingMessage, ServerResponse } from 'node:http'
import { constants, createBrotliCompress, createGzip, type Gzip } from 'node:zlib'

const TEXT = /^(text\/html|application\/json|text\/plain)/

const compressorFor = (accepts: string): { encoding: string; stream: Gzip } | null => {
  // Level 5 is where Brotli beats gzip in size at gzip's speed; pages are made anew for each reader.
  if (/\bbr\b/.test(accepts)) {
    return {
      encoding: 'br',
      stream: createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) as unknown as Gzip,
    }
  }
  return /\bgzip\b/.test(accepts) ? { encoding: 'gzip', stream: createGzip() } : null
}

/**
 * Compresses what the page handler writes: it answers on the raw response, past Fastify's own compression. Files of
 * the build come already compressed and are left alone.
 */
export const compressPages = (request: IncomingMessage, response: ServerResponse): ServerResponse => {
  const chosen =
    request.method === 'HEAD' ? null : compressorFor(String(request.headers['accept-encoding'] ?? ''))
  if (!chosen) return response
  const { stream, encoding } = chosen
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse
  const write = response.write.bind(response)
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse
  let active = false

  response.writeHead = ((status: number, ...rest: unknown[]) => {
    const given = rest.find(item => typeof item === 'object') as Record<string, string> | undefined
    for (const [name, value] of Object.entries(given ?? {})) response.setHeader(name, value)
    const type = String(response.getHeader('content-type') ?? '')
    if (TEXT.test(type) && !response.hasHeader('content-encoding') && status !== 204 && status !== 304) {
      active = true
      response.removeHeader('content-length')
      response.setHeader('content-encoding', encoding)
      response.appendHeader('vary', 'accept-encoding')
      stream.on('data', chunk => write(chunk))
      stream.on('end', () => end())
      // Who writes waits for the response to drain; what is full is the compressor. Without this a large page never ends.
      stream.on('drain', () => response.emit('drain'))
    }
    return writeHead(status)
  }) as typeof response.writeHead
  response.write = ((chunk: Buffer | string, ...rest: unknown[]) =>
    active
      ? stream.write(chunk)
      : (write as (...args: unknown[]) => boolean)(chunk, ...rest)) as typeof response.write
  response.end = ((chunk?: Buffer | string, ...rest: unknown[]) => {
    if (!response.headersSent && !active) response.writeHead(response.statusCode)
    if (!active) return end(chunk, ...rest)
    stream.end(chunk)
    return response
  }) as typeof response.end
  return response
}
