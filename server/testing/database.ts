import { inject } from 'vitest'
import { connectDb, type Db } from '#db/connect.ts'
import { createDatabase, dropDatabase } from './queries.ts'

/** What the global setup tells the test files about the run's server. */
export interface TestServer {
  /** The server's maintenance database, as its superuser. */
  url: string
  template: string
  /** The template's address as the app role. */
  appUrl: string
  prefix: string
  version: string
}

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer
  }
}

export interface TestDatabase {
  ownerUrl: string
  appUrl: string
  /** As the app role: what the product's requests may do, walls included. */
  db: Db
  /** As the owner: to set a stage or to look behind the walls. */
  owner: Db
  /** Ends both pools and drops the database. */
  close(): Promise<void>
}

let made = 0

/** A migrated, empty database of its own for a test file: `const t = await testDatabase()` in `beforeAll`, `t.close()` in `afterAll`. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('testServer')
  const name = `${server.prefix}${process.pid}_${made++}`
  await createDatabase(server.url, name, server.template)
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString()
  const ownerUrl = at(server.url)
  const appUrl = at(server.appUrl)
  const db = connectDb(appUrl)
  const owner = connectDb(ownerUrl)
  const close = async () => {
    await Promise.all([db.destroy(), owner.destroy()])
    await dropDatabase(server.url, name)
  }
  return { ownerUrl, appUrl, db, owner, close }
}
