/** Longer pieces are cut off by some voices after a quarter of a minute. */
const PIECE = 180

/** A text in pieces a voice gets through: sentence by sentence, short ones together. */
export const piecesOf = (text: string): string[] => {
  const pieces: string[] = []
  for (const sentence of text.match(/[^.!?;:\n]+[.!?;:\n]*/g) ?? []) {
    const last = pieces.at(-1)
    if (last !== undefined && last.length + sentence.length <= PIECE)
      pieces[pieces.length - 1] = last + sentence
    else pieces.push(sentence)
  }
  return pieces.map(piece => piece.trim()).filter(Boolean)
}

/**
 * The phone's own voice for a language, where it has one. Voices may be found only some time after the page asks for them.
 * Call it while a component is made; `stop` when the component goes.
 */
export const speaker = (lang: string) => {
  const voices = 'speechSynthesis' in globalThis ? speechSynthesis : null
  let voice = $state.raw<SpeechSynthesisVoice | null>(null)
  const find = () => {
    const fit = voices?.getVoices().filter(one => one.lang.toLowerCase().startsWith(lang)) ?? []
    // One that works without a network first.
    voice = fit.find(one => one.localService) ?? fit[0] ?? null
  }
  find()
  voices?.addEventListener?.('voiceschanged', find)

  return {
    get able() {
      return voice !== null
    },
    /** Reads a text from its beginning; whatever was being read ends. `onend` is told when it ends by itself or fails. */
    read: (text: string, onend: () => void): void => {
      voices?.cancel()
      const pieces = piecesOf(text)
      for (const [i, piece] of pieces.entries()) {
        const said = new SpeechSynthesisUtterance(piece)
        said.lang = voice?.lang ?? lang
        said.voice = voice
        said.rate = 0.95
        if (i === pieces.length - 1) said.onend = onend
        said.onerror = onend
        voices?.speak(said)
      }
    },
    stop: () => voices?.cancel(),
    /** The component goes. */
    leave: () => {
      voices?.removeEventListener?.('voiceschanged', find)
      voices?.cancel()
    },
  }
}
