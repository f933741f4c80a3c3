/** Keeps what was worked out of something until it, or what else it rests on, is another: a save changes one home of thousands. */
export const remembered = <Of extends object, On extends readonly unknown[], Made>(
  work: (of: Of, ...on: On) => Made,
) => {
  const known = new WeakMap<Of, { on: On; made: Made }>()
  return (of: Of, ...on: On): Made => {
    const last = known.get(of)
    if (last?.on.every((part, i) => part === on[i])) return last.made
    const made = work(of, ...on)
    known.set(of, { on, made })
    return made
  }
}
