import { demoAccounts, demoEnrolmentCode, demoSignIn, setDemoDay } from '@tung-nha/model/api/demo.ts'
import { dayOf } from '@tung-nha/model/kit/day.ts'
import { codeFrom } from '@tung-nha/model/kit/id.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { codeHash } from '#auth/device.ts'
import { describeActor } from '#auth/me.ts'
import { grantsOfOfficer, insertCode } from '#auth/queries.ts'
import { startSession, TRUSTED_SESSION_MS } from '#auth/session.ts'
import { memberByName, officerByEmail } from '#demo/queries.ts'
import { type DemoWorld, readWorld } from '#demo/world.ts'
import { type Route, route } from '#http/route.ts'
import type { Setup } from '#http/setup.ts'

/** Sign-in by one click and the choice of the day. The contracts exist in demonstration installations only. */
export const demoRoutes = (setup: Setup): Route[] => {
  let world: Promise<DemoWorld> | undefined
  const theWorld = () => (world ??= readWorld(setup.catalogue.dir))
  const personOf = async (key: string) => {
    const person = (await theWorld()).people.find(one => one.key === key)
    if (!person) throw problem('not-found')
    return person
  }

  return [
    route(demoAccounts, async c => ({
      items: (await theWorld()).people.map(({ key, kind, name, position, sentence, home }) => ({
        key,
        kind,
        name,
        position,
        sentence,
        home,
      })),
      day: c.today,
      chosenDay: setup.demoClock?.chosen() ?? null,
    })),

    route(demoSignIn, async c => {
      const person = await personOf(c.input.params.key)
      const officer = person.email ? await officerByEmail(c.db, person.email) : undefined
      if (!officer) throw problem('not-found')
      const { token, expiresAt } = await startSession(
        c.db,
        { officerId: officer.id },
        {
          id: c.newId(),
          token: Buffer.from(setup.random(32)).toString('base64url'),
          now: c.wall,
          lastsMs: TRUSTED_SESSION_MS,
          address: c.address,
          userAgent: c.userAgent.slice(0, 300),
        },
      )
      c.signIn('officer', token, expiresAt)
      const grants = await grantsOfOfficer(c.db, officer.id, c.today)
      return describeActor(c.db, { kind: 'officer', id: officer.id, name: officer.name, grants }, true, c.now)
    }),

    route(demoEnrolmentCode, async c => {
      const person = await personOf(c.input.params.key)
      const member =
        person.kind === 'member' ? await memberByName(c.db, person.name, person.birthYear ?? 0) : undefined
      if (!member) throw problem('not-found')
      const code = codeFrom(setup.random(8))
      const expiresAt = new Date(Date.parse(c.wall) + 600_000).toISOString()
      await insertCode(c.db, {
        code_hash: codeHash(code),
        member_id: member.id,
        made_by: member.id,
        expires_at: expiresAt,
      })
      return { code: `${code.slice(0, 4)}-${code.slice(4)}` }
    }),

    route(setDemoDay, async c => {
      await setup.demoClock?.choose(c.input.body.day)
      return { day: dayOf(setup.clock()), chosenDay: setup.demoClock?.chosen() ?? null }
    }),
  ]
}
