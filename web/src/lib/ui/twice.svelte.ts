/** So long a question stands before its button takes an answer. */
export const QUESTION_MS = 500

/**
 * Something that is asked twice on its own button: the first press asks, the second does it. The second tap of a double
 * one comes before the question can have been read and is no answer.
 */
export const askedTwice = () => {
  let of = $state('')
  let fresh = $state(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  const clear = () => {
    clearTimeout(timer)
    of = ''
    fresh = false
  }
  return {
    /** What is being asked about, '' when nothing is. */
    get of() {
      return of
    },
    /** The question has just come: its button is `busy`. */
    isFresh: (what: string): boolean => of === what && fresh,
    clear,
    /** True when this press is the answer to the question that stands. */
    press: (what: string): boolean => {
      if (of === what) {
        if (fresh) return false
        clear()
        return true
      }
      clear()
      of = what
      fresh = true
      timer = setTimeout(() => (fresh = false), QUESTION_MS)
      return false
    },
  }
}
