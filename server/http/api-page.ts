type Operation = {
  summary: string
  description: string
  parameters: { name: string; in: string }[]
  responses: Record<string, { description?: string }>
}
type Document = { info: { title: string; version: string }; paths: Record<string, Record<string, object>> }

const safe = (text: string) => text.replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`)

const row = (path: string, method: string, operation: Operation) => `
  <details id="${safe(`${method}${path}`)}">
    <summary><b>${method.toUpperCase()}</b> <code>${safe(path)}</code> ${safe(operation.summary)}</summary>
    <p>${safe(operation.description)}</p>
    <pre>${safe(JSON.stringify(operation, null, 2))}</pre>
  </details>`

/** A page to read the API on, made from the OpenAPI document, without a script. */
export const apiPage = (document: Document): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${document.info.title} API ${document.info.version}</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #17322b; background: #f6f3ea }
  details { background: #fff; border-radius: 10px; margin: .5rem 0; padding: .6rem 1rem }
  summary { cursor: pointer } pre { overflow: auto; font-size: 13px } b { color: #0b6b4f; display: inline-block; min-width: 4.5rem }
  @media (prefers-color-scheme: dark) { body { background: #10201b; color: #e8efe9 } details { background: #182c26 } b { color: #7fd0ae } }
</style></head><body>
<h1>${document.info.title} API ${document.info.version}</h1>
<p>One contract for each endpoint: the server validates with it and this page is made from it. Machine-readable:
<a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
${Object.entries(document.paths)
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => row(path, method, operation as Operation)),
  )
  .join('\n')}
</body></html>`
