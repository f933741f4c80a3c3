import type { HostApi } from '#lib/api/host.ts'
import type { Language } from '#lib/words/language.ts'

declare global {
  namespace App {
    interface Locals {
      /** Asks the product's own API inside the process; see `#lib/api/host.ts`. */
      api: HostApi
      lang: Language
      /** True when the host runs in demonstration mode: the ribbon is shown and /trinh-dien exists. */
      demo: boolean
    }
    interface Platform {
      /** The raw request. The host adds what pages need before it calls the handler. */
      req: { api?: HostApi; demo?: boolean; headers: Record<string, string | string[] | undefined> }
    }
    interface Error {
      status: number
      message: string
      /** Problem id, when the refusal came from the product's API. */
      problem?: string
    }
  }
}
