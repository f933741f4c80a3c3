import { EVIDENCE_BYTES, VOICE_SECONDS } from '@tung-nha/model/activity/evidence.ts'

/** Speech is understood at this rate; two minutes stay below half a megabyte. */
const BITS_PER_SECOND = 24_000
/** In the order of preference; Safari records mp4 only. */
const TYPES = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4']

export const canRecord = (): boolean =>
  'MediaRecorder' in globalThis && !!navigator.mediaDevices && 'getUserMedia' in navigator.mediaDevices

/** One voice note being recorded. Call it while a component is made; `stop` when the component goes. */
export const voiceRecorder = (ondone: (note: Blob) => void) => {
  let seconds = $state(0)
  let recording = $state(false)
  let recorder: MediaRecorder | null = null
  let timer: ReturnType<typeof setInterval> | undefined

  const stop = () => {
    if (recorder?.state === 'recording') recorder.stop()
  }
  return {
    get recording() {
      return recording
    },
    get seconds() {
      return seconds
    },
    /** Rejects when the microphone is not given. */
    start: async (): Promise<void> => {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      const mimeType = TYPES.find(type => MediaRecorder.isTypeSupported(type))
      recorder = new MediaRecorder(stream, {
        audioBitsPerSecond: BITS_PER_SECOND,
        ...(mimeType ? { mimeType } : {}),
      })
      const parts: Blob[] = []
      recorder.ondataavailable = ({ data }) => parts.push(data)
      recorder.onstop = () => {
        for (const track of stream.getTracks()) track.stop()
        clearInterval(timer)
        recording = false
        const note = new Blob(parts, { type: recorder?.mimeType ?? '' })
        if (note.size > 0 && note.size <= EVIDENCE_BYTES.voice) ondone(note)
      }
      seconds = 0
      recording = true
      timer = setInterval(() => {
        seconds++
        if (seconds >= VOICE_SECONDS) stop()
      }, 1000)
      recorder.start()
    },
    stop,
  }
}
