import { goOn } from './bootstrap.mjs'

goOn('ops/run/test.ts')
