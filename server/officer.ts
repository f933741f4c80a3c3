import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { ROLES } from '@tung-nha/model/access/roles.ts'
import { dayOf } from '@tung-nha/model/kit/day.ts'
import { codeFrom, uuid7 } from '@tung-nha/model/kit/id.ts'
import { tidy } from '@tung-nha/model/kit/text.ts'
import { recordAudit } from '#audit/record.ts'
import { hashPassword } from '#auth/officer-login.ts'
import { insertOfficer, unitOfCode } from '#auth/queries.ts'
import { readConfig } from '#config.ts'
import { connectDb } from '#db/connect.ts'
import { openDatabase } from '#db/open.ts'
import { isRefusal, refusal } from '#start/refusal.ts'
import { say, sayBoth } from '#start/say.ts'

/*
 * `npm run officer -- --name "Hoàng Thanh Duyên" --email duyen@vanho.gov.vn --title "Công chức …" --role communeOfficer --unit 04048`
 * The first officers of an installation. It works beside a running server and without one; the password is shown once.
 */
/** Whoever sits at the server itself, in the log of a unit. */
const AT_THE_SERVER = '00000000-0000-0000-0000-000000000000'
const OFFICER_ROLES = ROLES.filter(role => role !== 'leader' && role !== 'member')

const add = async (): Promise<void> => {
  const text = { type: 'string' as const, default: '' }
  const { values } = parseArgs({ options: { name: text, email: text, title: text, role: text, unit: text } })
  const given = {
    ...values,
    name: tidy(values.name),
    email: values.email.trim().toLowerCase(),
    title: tidy(values.title),
  }
  if (
    !given.name ||
    !/^[^@\s]+@[^@\s]+$/.test(given.email) ||
    !OFFICER_ROLES.some(role => role === given.role)
  ) {
    throw refusal('officer.usage', { roles: OFFICER_ROLES.join(', ') })
  }
  const database = await openDatabase(readConfig())
  const db = connectDb(database.ownerUrl, 2)
  try {
    const now = new Date().toISOString()
    const newId = () => uuid7(Date.now(), randomBytes(10))
    const password = `${codeFrom(randomBytes(5))}-${codeFrom(randomBytes(5))}-${codeFrom(randomBytes(5))}`
    const hash = await hashPassword(password)
    const officerId = newId()
    await db.transaction().execute(async tx => {
      // The nation has no official code: a ministry's officer stands at its root.
      const unit =
        given.role === 'ministry' ? { id: 1, name: 'Việt Nam' } : await unitOfCode(tx, given.unit, dayOf(now))
      if (!unit) throw refusal('officer.unit', { code: given.unit })
      await insertOfficer(
        tx,
        {
          id: officerId,
          name: given.name,
          email: given.email,
          title: given.title,
          image: null,
          created_at: now,
          updated_at: now,
        },
        { id: newId(), password: hash },
        { id: newId(), role: given.role, unitId: unit.id, from: dayOf(now) },
      )
      await recordAudit(tx, {
        communeId: unit.id,
        actorId: AT_THE_SERVER,
        at: now,
        what: 'role.grant',
        subjects: { officerId, role: given.role },
      })
      sayBoth('officer.added', { name: given.name, unit: unit.name })
    })
    say(`  ${given.email}`)
    say(`  ${password}`)
  } finally {
    await db.destroy()
    if (!database.adopted) await database.stop()
  }
}

try {
  await add()
} catch (error) {
  const taken = (error as { constraint?: string }).constraint === 'officer_email'
  console.error(isRefusal(error) ? error.message : taken ? refusal('officer.taken', {}).message : error)
  process.exitCode = 1
}
