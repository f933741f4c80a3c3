import { join } from 'node:path'
import { startEmbedded } from './embedded.ts'

/** Run by a test as a process of its own: starts the database of a data folder, prints its address and is killed. */
const { ownerUrl } = await startEmbedded(process.argv[2]!, join(import.meta.dirname, '..', '..'))
process.stdout.write(`${ownerUrl}\n`, () => process.kill(process.pid, 'SIGKILL'))
