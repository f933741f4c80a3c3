import { expect, test } from 'vitest'
import { chromeAddress, inAppOf, isApple } from './in-app.ts'

const ANDROID = 'Mozilla/5.0 (Linux; Android 11; SM-A105F) AppleWebKit/537.36 (KHTML, like Gecko)'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'

test('browsers inside chat apps are told from real ones', () => {
  expect(
    inAppOf(`${ANDROID} Version/4.0 Chrome/119.0 Mobile Safari/537.36 Zalo android/12100704 ZaloTheme/light`),
  ).toBe('zalo')
  expect(
    inAppOf(`${ANDROID} Version/4.0 Chrome/119.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/441.0.0.23.113;]`),
  ).toBe('facebook')
  expect(inAppOf(`${IPHONE} Mobile/15E148 [FBAN/MessengerForiOS;FBAV/443.0]`)).toBe('messenger')
  expect(
    inAppOf(`${ANDROID} Chrome/119.0 Mobile Safari/537.36 musical_ly_2023 BytedanceWebview/d8a21c6`),
  ).toBe('tiktok')
  expect(inAppOf(`${ANDROID}; wv) Chrome/119.0`)).toBe('other')
})

test('Chrome, Samsung Internet, Cốc Cốc and Safari are fine', () => {
  expect(inAppOf(`${ANDROID} Chrome/119.0.0.0 Mobile Safari/537.36`)).toBe(null)
  expect(inAppOf(`${ANDROID} SamsungBrowser/23.0 Chrome/115.0 Mobile Safari/537.36`)).toBe(null)
  expect(inAppOf(`${IPHONE} Version/16.5 Mobile/15E148 Safari/604.1`)).toBe(null)
  expect(isApple(IPHONE)).toBe(true)
})

test('the way into Chrome keeps the whole address, code and all', () => {
  expect(chromeAddress('https://tn.gov.vn/to/vao?ma=AB-12')).toBe(
    'intent://tn.gov.vn/to/vao?ma=AB-12#Intent;scheme=https;package=com.android.chrome;end',
  )
})
