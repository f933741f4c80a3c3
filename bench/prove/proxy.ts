import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'

/** What becomes of one request between a phone and the server. */
export const FATES = [
  'through',
  'lostRequest',
  'cutRequest',
  'lostAnswer',
  'cutAnswer',
  'halfClosed',
  'twice',
  'late',
  'slow',
  'hotel',
  'corrupt',
] as const
export type Fate = (typeof FATES)[number]

type Answer = { status: number; type: string; body: Buffer }
const pause = (ms: number) => new Promise(done => setTimeout(done, ms))

/**
 * A bad network in front of the real server, for whole requests: each meets a fate that `choose` draws. `late` ones
 * arrive after the phone has given them up.
 */
export const startProxy = async (
  target: () => string,
  choose: (token: string) => Fate,
  below: (n: number) => number,
  lateMs: number,
) => {
  const met: Partial<Record<Fate, number>> = {}
  const onTheWay = new Set<Promise<unknown>>()

  const forward = (asked: IncomingMessage, body: Buffer): Promise<Answer> =>
    new Promise((done, fail) => {
      const { host: _, connection: __, ...headers } = asked.headers
      const sent = request(`${target()}${asked.url}`, { method: asked.method, headers }, answer => {
        const parts: Buffer[] = []
        answer.on('data', part => parts.push(part))
        answer.on('end', () =>
          done({
            status: answer.statusCode!,
            type: String(answer.headers['content-type']),
            body: Buffer.concat(parts),
          }),
        )
        answer.on('error', fail)
      })
      sent.on('error', fail)
      sent.end(body)
    })

  const meet = async (fate: Fate, asked: IncomingMessage, body: Buffer, reply: ServerResponse) => {
    const give = ({ status, type, body: content }: Answer) =>
      reply.writeHead(status, { 'content-type': type }).end(content)
    /** Promises the whole answer and breaks off in the middle of it. */
    const breakOff = ({ status, type, body: content }: Answer, gently: boolean) => {
      reply.writeHead(status, { 'content-type': type, 'content-length': content.length })
      reply.write(content.subarray(0, below(content.length || 1)), () =>
        gently ? reply.socket?.end() : reply.destroy(),
      )
    }
    switch (fate) {
      case 'lostRequest':
        return void reply.destroy()
      case 'cutRequest':
        await sendCut(target(), asked, body, below(body.length || 1))
        return void reply.destroy()
      case 'lostAnswer':
        await forward(asked, body)
        return void reply.destroy()
      case 'cutAnswer':
        return breakOff(await forward(asked, body), false)
      case 'halfClosed':
        return breakOff(await forward(asked, body), true)
      case 'twice': {
        const both = await Promise.all([forward(asked, body), forward(asked, body)])
        return void give(both[below(2)]!)
      }
      case 'late':
        await pause(lateMs + below(lateMs))
        return void give(await forward(asked, body))
      case 'slow':
        await pause(below(lateMs / 2))
        return void give(await forward(asked, body))
      case 'hotel':
        return void give({ status: 200, type: 'text/html', body: Buffer.from('<html>Wi-Fi</html>') })
      case 'corrupt': {
        const { status, type, body: content } = await forward(asked, body)
        return void give({ status, type, body: content.subarray(0, below(content.length || 1)) })
      }
      case 'through':
        return void give(await forward(asked, body))
    }
  }

  const server = createServer((asked, reply) => {
    const parts: Buffer[] = []
    asked.on('data', part => parts.push(part))
    asked.on('end', () => {
      const fate = choose(asked.headers.authorization ?? '')
      met[fate] = (met[fate] ?? 0) + 1
      const going = meet(fate, asked, Buffer.concat(parts), reply).catch(() => reply.destroy())
      onTheWay.add(going)
      void going.finally(() => onTheWay.delete(going))
    })
    asked.on('error', () => {})
    reply.on('error', () => {})
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** How often each fate was met. */
    met,
    /** Waits until nothing is on its way any more. */
    settled: async () => {
      while (onTheWay.size > 0) await Promise.all(onTheWay)
    },
    close: () => {
      server.closeAllConnections()
      return new Promise(done => server.close(done))
    },
  }
}

/** A request whose body ends after `bytes`, though its head promised all of it; then the line is dead. */
export const sendCut = (
  target: string,
  asked: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  body: Buffer,
  bytes: number,
): Promise<void> =>
  new Promise(done => {
    const { hostname, port } = new URL(target)
    const socket = connect(Number(port), hostname, () => {
      const head = [
        `${asked.method} ${asked.url} HTTP/1.1`,
        `host: ${hostname}`,
        `authorization: ${asked.headers.authorization ?? ''}`,
        'content-type: application/json',
        `content-length: ${body.length}`,
      ]
      socket.write(`${head.join('\r\n')}\r\n\r\n`)
      socket.write(body.subarray(0, bytes), () => socket.destroy())
    })
    socket.on('error', () => done())
    socket.on('close', () => done())
  })
