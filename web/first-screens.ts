import { join } from 'node:path'

type Graph = {
  getModuleInfo: (id: string) => { importedIds: readonly string[] } | null
}

/**
 * Names the file a module goes into: what the first screens of the phone and of the desk both need comes as one file,
 * what only one of them needs as another, and everything else is divided by the bundler. On a weak line a round trip
 * costs more than a few kilobytes: thirty files of a few hundred bytes had more heads than content.
 */
export const firstScreens = (routes: string, screens: Record<'phone' | 'desk', string[]>) => {
  const reached = new Map<string, Set<string>>()
  const reach = (files: string[], graph: Graph): Set<string> => {
    const seen = new Set<string>()
    const waiting = files.map(file => join(routes, file))
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (seen.has(id)) continue
      seen.add(id)
      waiting.push(...(graph.getModuleInfo(id)?.importedIds ?? []))
    }
    return seen
  }
  const reachedFrom = (screen: 'phone' | 'desk', graph: Graph): Set<string> => {
    const known = reached.get(screen) ?? reach(screens[screen], graph)
    reached.set(screen, known)
    return known
  }
  return (part: 'both' | 'phone' | 'desk') =>
    (id: string, graph: Graph): string | null => {
      const phone = reachedFrom('phone', graph).has(id)
      const desk = reachedFrom('desk', graph).has(id)
      const fits = part === 'both' ? phone && desk : part === 'phone' ? phone : desk
      return fits ? part : null
    }
}
