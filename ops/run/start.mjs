import { goOn } from './bootstrap.mjs'

goOn('server/main.ts')
