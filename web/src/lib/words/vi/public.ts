import { applyVi } from '#lib/words/vi/public/apply.ts'
import { certificateVi } from '#lib/words/vi/public/certificate.ts'
import { courseVi } from '#lib/words/vi/public/course.ts'
import { helpVi } from '#lib/words/vi/public/help.ts'
import { lessonVi } from '#lib/words/vi/public/lesson.ts'
import { networkVi } from '#lib/words/vi/public/network.ts'
import { posterVi } from '#lib/words/vi/public/poster.ts'
import { signInVi } from '#lib/words/vi/public/sign-in.ts'
import { storyVi } from '#lib/words/vi/public/story.ts'
import { teamVi } from '#lib/words/vi/public/team.ts'
import { unitsVi } from '#lib/words/vi/public/units.ts'
/** Words of the public pages. Large pages may keep theirs in public/<page>.ts and join them here. */
export const publicVi = {
  nav: { lessons: 'Bài học', findTeam: 'Tìm tổ của tôi', network: 'Mạng lưới', signIn: 'Đăng nhập' },
  home: {
    title: 'Từng Nhà: đi từng ngõ, gõ từng nhà',
    lead: 'Mỗi nhà sáng một ô cửa',
    body: 'Tổ công nghệ số cộng đồng đến từng nhà, ngồi cạnh từng người, để trong mỗi nhà có ít nhất một người dùng thạo dịch vụ số rồi chỉ lại cho cả nhà.',
    picture: 'Một dãy nhà trong ngõ, nhiều ô cửa đã sáng đèn, vài ô cửa còn tối.',
    learn: 'Học một bài',
    learnWhy: 'Ba phút, có tiếng đọc, không cần đăng nhập.',
    find: 'Tìm tổ của tôi',
    findWhy: 'Biết ai phụ trách thôn, bản và nhờ người đến giúp.',
    signIn: 'Đăng nhập',
    signInWhy: 'Dành cho thành viên tổ, cán bộ xã, tỉnh và bộ.',
    demo: 'Xem trình diễn',
    demoWhy: 'Cả câu chuyện trong mười phút, với dữ liệu minh họa.',
    howTitle: 'Ba việc làm nên một nhà thạo',
    how: [
      {
        title: 'Đến',
        text: 'Thành viên của thôn, bản đến nhà, mở thẻ có hình và chỉ đúng việc gia đình đang cần.',
      },
      {
        title: 'Tự tay làm',
        text: 'Người học tự bấm trên máy của mình. Làm được một mình mới tính là biết.',
      },
      {
        title: 'Chỉ lại',
        text: 'Một người thạo chỉ cho cả nhà, rồi cho nhà bên. Việc của tổ nhân lên từ đó.',
      },
    ],
    groupsTitle: 'Năm nhóm kỹ năng',
    groups: [
      'Dịch vụ công trực tuyến',
      'Mua sắm trực tuyến',
      'Thanh toán trực tuyến',
      'Tự bảo vệ mình trên không gian mạng',
      'Nền tảng số khác của địa phương',
    ],
  },
  signIn: signInVi,
  lesson: lessonVi,
  course: courseVi,
  certificate: certificateVi,
  poster: posterVi,
  help: helpVi,
  apply: applyVi,
  story: storyVi,
  team: teamVi,
  units: unitsVi,
  network: networkVi,
  form: { needed: 'Cần điền ô này.', choose: 'Chọn một mục.' },
  footer: { about: 'Nền tảng làm việc của Tổ công nghệ số cộng đồng', safetyTitle: 'Nhớ giúp nhau' },
}

export type PublicWords = typeof publicVi
