import { nullable } from '@tung-nha/model/kit/schema.ts'
import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { fromText } from '#http/from-text.ts'

const schema = Type.Object({
  n: Type.Integer(),
  yes: Type.Optional(Type.Boolean()),
  q: Type.String(),
  maybe: nullable(Type.Integer()),
})

test('numbers and booleans of a query become what their schema says, text stays text', () => {
  expect(fromText(schema, { n: '12', yes: 'false', q: '007', maybe: '3', other: '1' })).toEqual({
    n: 12,
    yes: false,
    q: '007',
    maybe: 3,
    other: '1',
  })
})

test('what does not fit stays as it came, for the validation to refuse', () => {
  expect(fromText(schema, { n: 'twelve', yes: '1', q: '' })).toEqual({ n: 'twelve', yes: '1', q: '' })
})
