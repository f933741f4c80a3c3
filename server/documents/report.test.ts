import { paperOf } from '@tung-nha/model/report/paper.ts'
import { zaloText } from '@tung-nha/model/report/zalo.ts'
import { describe, expect, test } from 'vitest'
import { reportDocx } from '#documents/report-docx.ts'
import { reportPdf } from '#documents/report-pdf.ts'
import { sampleCommuneReport, sampleTeamReport } from '#documents/report-sample.ts'
import { reportXlsx } from '#documents/report-xlsx.ts'
import { textOf, unescapeXml, unpack } from '#documents/zip.ts'

const wordsOf = (xml: string) => unescapeXml(xml.replace(/<\/w:p>|<\/si>/g, '\n').replace(/<[^>]+>/g, ''))

describe('the monthly report on paper', () => {
  test('PDF, Word and Excel of the same report are the same bytes every time', async () => {
    for (const make of [
      async () => reportPdf(sampleTeamReport()).bytes,
      () => reportDocx(sampleTeamReport()),
      () => reportXlsx(sampleTeamReport()),
    ])
      expect(await make()).toEqual(await make())
  })

  test("the commune's paper carries number, motto, authority and recipients", async () => {
    const text = wordsOf(textOf(unpack(await reportDocx(sampleCommuneReport()))['word/document.xml']!))
    for (const part of [
      'ỦY BAN NHÂN DÂN',
      'XÃ VÂN HỒ',
      'Độc lập - Tự do - Hạnh phúc',
      'Số: 45/BC-UBND',
      'Vân Hồ, ngày 20 tháng 11 năm 2026',
      'KT. CHỦ TỊCH',
      'Nơi nhận:',
      'Lưu: VT, VHXH.',
    ])
      expect(text).toContain(part)
  })

  test('a village team has no document number and no recipients', async () => {
    const text = wordsOf(textOf(unpack(await reportDocx(sampleTeamReport()))['word/document.xml']!))
    expect(text).not.toContain('Số:')
    expect(text).not.toContain('Nơi nhận')
    expect(text).toContain('TỔ TRƯỞNG')
    expect(text).toContain('BẢN CO CHÀM')
  })

  test('the Word page is A4 with the margins of Decree 30/2020', async () => {
    const xml = textOf(unpack(await reportDocx(sampleCommuneReport()))['word/document.xml']!)
    expect(xml).toMatch(/<w:pgSz[^>]*w:w="11906"[^>]*w:h="16838"/)
    expect(xml).toMatch(/<w:pgMar[^>]*w:top="1134"/)
    expect(xml).toMatch(/<w:pgMar[^>]*w:left="1701"/)
    expect(xml).toMatch(/<w:pgMar[^>]*w:right="850"/)
    expect(xml).toContain('<w:titlePg')
  })

  test('demonstration data say so on every page of every kind', async () => {
    const word = unpack(await reportDocx(sampleTeamReport()))
    const headers = Object.entries(word).filter(([path]) => path.startsWith('word/header'))
    expect(headers).toHaveLength(2)
    for (const [, xml] of headers) expect(textOf(xml)).toContain('DỮ LIỆU MINH HỌA')
    expect(textOf(unpack(await reportXlsx(sampleTeamReport()))['xl/worksheets/sheet1.xml']!)).toContain(
      'DỮ LIỆU MINH HỌA',
    )
    expect(paperOf({ ...sampleTeamReport(), demo: false, preview: false }).mark).toBeNull()
  })

  test('units as the tables hold them are named as in a sentence', () => {
    const paper = paperOf({
      ...sampleTeamReport(),
      commune: { kind: 'commune', name: 'Xã Vân Hồ' },
      team: { localName: 'Tổ chuyển đổi số cộng đồng', place: 'Bản Co Chàm' },
      place: 'Xã Vân Hồ',
    })
    expect(paper.above).toBe('ỦY BAN NHÂN DÂN XÃ VÂN HỒ')
    expect(paper.issuer).toEqual(['TỔ CHUYỂN ĐỔI SỐ CỘNG ĐỒNG', 'BẢN CO CHÀM'])
    expect(paper.placeAndDay).toBe('Vân Hồ, ngày 18 tháng 11 năm 2026')
    expect(paper.lead).toMatch(/^Tổ chuyển đổi số cộng đồng bản Co Chàm báo cáo/)
  })

  test('no data is words, never 0; attendances and people stand in different rows', () => {
    const { rows } = paperOf(sampleTeamReport())
    expect(rows.find(row => row.number === '7')!.cells[0]).toBe('Chưa có số liệu')
    for (const row of rows)
      expect(['', 'hộ', 'lượt người', 'người', '%', 'hồ sơ', 'buổi', 'ngày', 'yêu cầu']).toContain(row.unit)
    expect(rows.find(row => row.number === '4')!.cells[0]).toMatch(/^\d+,\d%$/)
    expect(rows.find(row => row.number === '2')!.cells[1]).toBe('2.232')
  })

  test('an addition by hand is told apart with reason and source', () => {
    expect(paperOf(sampleTeamReport()).notes[0]).toBe(
      'Dòng 1: số báo cáo 12 gồm số từ hệ thống 7 và số bổ sung 5. Lý do: Năm hộ đến hướng dẫn trước khi dùng hệ thống. Nguồn: sổ tay của tổ.',
    )
  })

  test('Excel holds numbers as numbers and percentages as shares', async () => {
    const parts = unpack(await reportXlsx(sampleTeamReport()))
    const sheet = textOf(parts['xl/worksheets/sheet1.xml']!)
    expect(sheet).toMatch(/<v>2232<\/v>/)
    expect(sheet).toMatch(/<v>0\.503<\/v>/)
    expect(textOf(parts['xl/workbook.xml']!)).toContain('_xlnm.Print_Titles')
  })

  test('a PDF has at least two pages and embeds its letters', () => {
    const { bytes, pages } = reportPdf(sampleCommuneReport())
    expect(pages).toBeGreaterThanOrEqual(2)
    expect(new TextDecoder('latin1').decode(bytes)).toContain('LiberationSerif')
  })

  test('the text for Zalo has six lines', () => {
    const lines = zaloText(sampleTeamReport()).split('\n')
    expect(lines).toHaveLength(6)
    expect(lines[1]).toBe('Hộ được đến tận nhà: 12 hộ (lũy kế 1.488)')
    expect(lines[4]).toBe('Khó khăn: Quên mật khẩu (12), SIM không chính chủ (7)')
  })
})
