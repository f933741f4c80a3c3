import { dayText } from '#model/kit/number.ts'

type Told = { title: string; day: string; hours: string; place: string; teams: string }

/** What a commune posts in the Zalo groups of its villages. */
export const announcementOf = ({ title, day, hours, place, teams }: Told, language: 'vi' | 'en'): string =>
  (language === 'en'
    ? [
        title,
        `When: ${hours === '' ? '' : `${hours}, `}${dayText(day)}`,
        `Where: ${place}`,
        `With: ${teams}`,
        'Bring your phone. It costs nothing, and nobody asks for passwords or OTP codes.',
      ]
    : [
        title,
        `Thời gian: ${hours === '' ? '' : `${hours}, `}ngày ${dayText(day)}`,
        `Địa điểm: ${place}`,
        `Hướng dẫn: ${teams}`,
        'Bà con mang theo điện thoại. Không thu tiền, không ai hỏi mật khẩu, mã OTP.',
      ]
  ).join('\n')
