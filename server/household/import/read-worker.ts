import { parentPort, workerData } from 'node:worker_threads'
import { modernised } from '@tung-nha/model/household/import/legacy.ts'
import { readWorkbook } from './workbook.ts'

parentPort!.postMessage(modernised(readWorkbook(workerData as Uint8Array)).sheets)
