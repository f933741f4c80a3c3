import { goOn } from './bootstrap.mjs'

goOn('bench/prove.ts')
