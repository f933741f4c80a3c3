import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { compressPages } from '#http/compress-page.ts'

const LINE = 'Tổ công nghệ số cộng đồng đến từng nhà. '
const servers: Server[] = []
afterAll(() => {
  for (const server of servers) server.close()
})

/** Serves one page written chunk by chunk, waiting for "drain" whenever it is told to, as the page handler does. */
const pageOf = async (chunks: string[]): Promise<string> => {
  const server = createServer((request, raw) => {
    const response = compressPages(request, raw) as ServerResponse
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.writeHead(200)
    const left = [...chunks]
    const next = () => {
      for (let chunk = left.shift(); chunk !== undefined; chunk = left.shift())
        if (!response.write(chunk)) {
          response.once('drain', next)
          return
        }
      response.end()
    }
    next()
  })
  servers.push(server)
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

test.each(['br', 'gzip', 'identity'])('a page larger than any buffer arrives whole as %s', async encoding => {
  const chunks = Array.from({ length: 40 }, (_, i) => `${i} ${LINE.repeat(500)}`)
  const answer = await fetch(await pageOf(chunks), { headers: { 'accept-encoding': encoding } })
  expect(answer.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding)
  expect(await answer.text()).toBe(chunks.join(''))
})
