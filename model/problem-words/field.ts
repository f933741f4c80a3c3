import type { Language } from '#model/problem-words/write.ts'

type Params = Record<string, unknown>
type Words = Record<string, (params: Params) => string>

const vi: Words = {
  required: () => 'Cần điền ô này.',
  minLength: p => (p.limit === 1 ? 'Cần điền ô này.' : `Cần ít nhất ${p.limit} ký tự.`),
  maxLength: p => `Nhiều nhất ${p.limit} ký tự.`,
  minimum: p => `Cần từ ${p.limit} trở lên.`,
  maximum: p => `Nhiều nhất là ${p.limit}.`,
  minItems: p => `Cần ít nhất ${p.limit} mục.`,
  maxItems: p => `Nhiều nhất ${p.limit} mục.`,
  enum: () => 'Chọn một trong các giá trị cho sẵn.',
  type: p => (p.type === 'integer' || p.type === 'number' ? 'Cần điền số.' : 'Dạng dữ liệu chưa đúng.'),
}

const en: Words = {
  required: () => 'This is needed.',
  minLength: p => (p.limit === 1 ? 'This is needed.' : `At least ${p.limit} characters.`),
  maxLength: p => `At most ${p.limit} characters.`,
  minimum: p => `${p.limit} or more.`,
  maximum: p => `${p.limit} or less.`,
  minItems: p => `At least ${p.limit} items.`,
  maxItems: p => `At most ${p.limit} items.`,
  enum: () => 'Choose one of the given values.',
  type: p =>
    p.type === 'integer' || p.type === 'number' ? 'A number is needed.' : 'This is not of the right kind.',
}

/** The sentence beside one bad field, from the JSON Schema keyword that it broke. */
export const fieldSentence = (keyword: string, params: Params, language: Language): string =>
  (language === 'en' ? en : vi)[keyword]?.(params) ??
  (language === 'en' ? 'This is not filled in correctly.' : 'Chỗ này điền chưa đúng.')
