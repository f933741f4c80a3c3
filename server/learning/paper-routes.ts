import { memberCard, paperForm } from '@tung-nha/model/api/papers.ts'
import { dayText } from '@tung-nha/model/kit/number.ts'
import { fold } from '@tung-nha/model/kit/text.ts'
import { problem } from '@tung-nha/model/problem.ts'
import { labelInSentence } from '@tung-nha/model/unit/name.ts'
import { auditReading } from '#audit/reading.ts'
import { memberCardPdf } from '#documents/member-card.ts'
import { paperFormPdf } from '#documents/paper-form.ts'
import { type Route, route } from '#http/route.ts'
import { PROMISE } from '#learning/poster.ts'
import { qrCode } from '#learning/qr.ts'
import { homesOfArea, memberForCard, phoneOfCommune, posterPlace } from '#learning/queries.ts'

const ROLE_WORDS: Record<string, string> = { leader: 'Tổ trưởng', deputy: 'Tổ phó', member: 'Thành viên' }

// Column titles of 13 mm; the full names of the groups are in the catalogue.
const GROUP_WORDS: Record<string, string> = {
  service: 'Dịch vụ công',
  shop: 'Mua sắm',
  pay: 'Thanh toán',
  safe: 'An toàn',
  local: 'Nền tảng khác',
}
const LEVEL_WORDS = ['chưa biết', 'đã nghe', 'có người giúp', 'tự làm', 'chỉ lại được']

const fileName = (text: string) => fold(text).replaceAll(' ', '-')
const capital = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

const spokenConsent = (consent: { variants: { key: string; read: { vi: string } }[] }) =>
  consent.variants.find(variant => variant.key === 'adult')?.read.vi ?? ''

/** Papers to carry: the badge of a member, the form for a day without a phone. */
export const paperRoutes: Route[] = [
  route(memberCard, async c => {
    const member = await memberForCard(c.db, c.input.params.memberId, c.input.query.teamId, c.today)
    if (!member) throw problem('member.unknown')
    const address = `${c.setup.publicUrl}/t/${member.card_code}`
    const { bytes } = memberCardPdf({
      commune: `UBND ${labelInSentence(member.commune_kind, member.commune_name)}`,
      team: member.local_name,
      place: member.team_name,
      role: ROLE_WORDS[member.role] ?? 'Thành viên',
      name: member.name,
      until: dayText(member.card_until),
      qr: qrCode(address),
      address: address.replace(/^https?:\/\//, ''),
      promise: PROMISE,
      phone: await phoneOfCommune(c.db, member.commune_id),
      demo: c.setup.demo,
    })
    return { file: bytes, type: 'application/pdf', name: `the-${fileName(member.name)}.pdf`, inline: true }
  }),

  route(paperForm, async c => {
    const { areaId } = c.input.params
    const place = await posterPlace(c.db, areaId, null, c.today)
    const where = [place.village?.name, place.commune?.name].filter(Boolean).join(', ')
    const homes = await homesOfArea(c.db, areaId)
    await auditReading(c, { areaId }, 'household.list', { areaId, homes: homes.length })
    const { bytes } = paperFormPdf({
      place: capital(where),
      day: dayText(c.today),
      homes: homes.map(home => ({ head: home.names_refused ? null : home.head, address: home.address })),
      groups: c.setup.catalogue.groups.map(group => GROUP_WORDS[group.key] ?? group.name.vi),
      levels: LEVEL_WORDS,
      consent: spokenConsent(c.setup.catalogue.consent),
      promise: PROMISE,
      demo: c.setup.demo,
    })
    return { file: bytes, type: 'application/pdf', name: `phieu-${fileName(where)}.pdf`, inline: true }
  }),
]
