import Award from '@lucide/svelte/icons/award'
import BadgeCheck from '@lucide/svelte/icons/badge-check'
import BookOpen from '@lucide/svelte/icons/book-open'
import CalendarCheck from '@lucide/svelte/icons/calendar-check'
import CalendarDays from '@lucide/svelte/icons/calendar-days'
import ChartColumn from '@lucide/svelte/icons/chart-column'
import CopyCheck from '@lucide/svelte/icons/copy-check'
import FileInput from '@lucide/svelte/icons/file-input'
import FileSpreadsheet from '@lucide/svelte/icons/file-spreadsheet'
import FileText from '@lucide/svelte/icons/file-text'
import GraduationCap from '@lucide/svelte/icons/graduation-cap'
import HandHelping from '@lucide/svelte/icons/hand-helping'
import House from '@lucide/svelte/icons/house'
import LayoutDashboard from '@lucide/svelte/icons/layout-dashboard'
import MapIcon from '@lucide/svelte/icons/map'
import MapPinned from '@lucide/svelte/icons/map-pinned'
import Presentation from '@lucide/svelte/icons/presentation'
import Scale from '@lucide/svelte/icons/scale'
import ScrollText from '@lucide/svelte/icons/scroll-text'
import Search from '@lucide/svelte/icons/search'
import Target from '@lucide/svelte/icons/target'
import UsersRound from '@lucide/svelte/icons/users-round'
import type { Component } from 'svelte'
import { DESK } from '#lib/console/menu.ts'

/** The picture of each item of the menu, by its address. */
export const MENU_ICONS: Record<string, Component<{ size?: number }>> = {
  [DESK]: LayoutDashboard,
  [`${DESK}/bao-cao`]: FileText,
  [`${DESK}/yeu-cau`]: HandHelping,
  [`${DESK}/so-lieu`]: ChartColumn,
  [`${DESK}/to`]: UsersRound,
  [`${DESK}/tap-huan`]: GraduationCap,
  [`${DESK}/chung-nhan`]: BadgeCheck,
  [`${DESK}/ho-tro`]: Award,
  [`${DESK}/nha`]: House,
  [`${DESK}/hoat-dong`]: CalendarCheck,
  [`${DESK}/lich`]: CalendarDays,
  [`${DESK}/hoc`]: BookOpen,
  [`${DESK}/ap-phich`]: Presentation,
  [`${DESK}/nhap-excel`]: FileSpreadsheet,
  [`${DESK}/mau-tinh`]: FileInput,
  [`${DESK}/trung`]: CopyCheck,
  [`${DESK}/thon-ban`]: MapPinned,
  [`${DESK}/chi-tieu`]: Target,
  [`${DESK}/nhat-ky`]: ScrollText,
  [`${DESK}/don-vi`]: Search,
  [`${DESK}/danh-sach-to`]: FileSpreadsheet,
  [`${DESK}/quy-dinh`]: Scale,
  [`${DESK}/ranh-gioi`]: MapIcon,
}
