import { goOn } from './bootstrap.mjs'

goOn('server/officer.ts')
