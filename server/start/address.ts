import { createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { type Refusal, refusal } from './refusal.ts'

/** The refusal for an error of listening, or the error itself when nobody at the terminal can do anything about it. */
export function listenRefusal(error: unknown, host: string, port: number): Refusal | unknown {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EADDRINUSE') return refusal('port.inUse', { port })
  if (code === 'EACCES') return refusal('port.forbidden', { port })
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return refusal('host.unknown', { host })
  return error
}

/** Finds out in a millisecond, before the slow part of a start, that the port cannot be had. */
export function probePort(host: string, port: number): Promise<void> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', error => fail(listenRefusal(error, host, port)))
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => done()))
  })
}

const ALL = ['0.0.0.0', '::']

/** Addresses to type into a browser: this machine first, then those of the network when it is let in. */
export function addressesOf(host: string, port: number): string[] {
  if (!ALL.includes(host)) return [`http://${host.includes(':') ? `[${host}]` : host}:${port}`]
  const outside = Object.values(networkInterfaces())
    .flat()
    .filter(net => net && !net.internal && net.family === 'IPv4')
    .map(net => `http://${net!.address}:${port}`)
  return [`http://127.0.0.1:${port}`, ...outside]
}
