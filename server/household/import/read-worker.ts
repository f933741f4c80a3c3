import { parentPort, workerData } from 'node:worker_threads'
import { legacyFont } from '@tung-nha/model/household/import/legacy.ts'
import { readWorkbook } from './workbook.ts'

const sheets = readWorkbook(workerData as Uint8Array)
parentPort!.postMessage({ sheets, legacy: legacyFont(sheets) })
