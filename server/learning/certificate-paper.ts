import type { Certificate } from '@tung-nha/model/certificate/token.ts'
import { certificateAddress } from '@tung-nha/model/certificate/token.ts'
import { dayText } from '@tung-nha/model/kit/number.ts'
import { fold } from '@tung-nha/model/kit/text.ts'
import { DEMO_MARK, teamPlaceText } from '@tung-nha/model/report/document.ts'
import type { Catalogue } from '#catalogue/read.ts'
import { courseName } from '#certificate/course-name.ts'
import type { CertificateData } from '#documents/certificate.ts'
import { skillsOf } from '#learning/check.ts'
import { qrCode } from '#learning/qr.ts'

const capital = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

const GENERAL_NAME = 'Tổ công nghệ số cộng đồng'

type Team = { place: string; localName: string }

/** "Tổ công nghệ số cộng đồng bản Co Chàm": what every such team is called. */
const generalName = (team: Team | undefined): string =>
  team ? `${GENERAL_NAME} ${teamPlaceText(team.place)}` : GENERAL_NAME

/** What such a team is called there, where that is another name. */
const localName = (team: Team | undefined): string | null =>
  team && fold(team.localName) !== fold(GENERAL_NAME) ? `Ở địa phương gọi là ${team.localName}` : null

/**
 * What is printed on a certificate. The paper is in Vietnamese, as its readers are. It says what is known and no more:
 * a learner passed questions on the web, a member was checked by the commune.
 * @param team the member's on the day of issue
 */
export const paperOf = (
  one: Certificate,
  token: string,
  catalogue: Catalogue,
  print: { publicUrl: string; demo: boolean },
  team?: Team,
): CertificateData => {
  const skills = (skillsOf(catalogue, one.course) ?? []).map(key => {
    const skill = catalogue.skills.find(item => item.key === key)!
    return `${skill.number} ${skill.name.vi}`
  })
  const score = one.of > 0 ? `, trả lời đúng ${one.right} trên ${one.of} câu` : ''
  const host = print.publicUrl.replace(/^https?:\/\//, '')
  return {
    issuer: one.place ? capital(one.place) : host,
    heading: 'Chứng nhận',
    opening: one.kind === 'member' ? `Thành viên ${generalName(team)}` : 'Người học',
    alias: one.kind === 'member' ? localName(team) : null,
    name: one.name,
    deed: one.kind === 'member' ? `Đã qua kiểm tra${score}` : `Đã làm xong bài kiểm tra của khóa học${score}`,
    course: courseName(catalogue, one.course, 'vi'),
    skills,
    day: `Ngày cấp ${dayText(one.day)} · Số ${one.code}`,
    code: one.code,
    qr: qrCode(certificateAddress(print.publicUrl, one.code, token)),
    address: `${host}/chung-nhan/${one.code}`,
    check: 'Quét mã để kiểm tra, không cần mạng nếu máy đã từng mở trang này, hoặc gõ',
    demo: print.demo ? DEMO_MARK : null,
  }
}
