import { goOn } from './bootstrap.mjs'

goOn('bench/run.ts')
