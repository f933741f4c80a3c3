import { EVIDENCE_BYTES, VOICE_SECONDS } from '@tung-nha/model/activity/evidence.ts'

/** Speech is understood at this rate; two minutes stay below half a megabyte. */
const BITS_PER_SECOND = 24_000
/** In the order of preference; Safari records mp4 only. */
const TYPES = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4']

export const canRecord = (): boolean =>
  'MediaRecorder' in globalThis && !!navigator.mediaDevices && 'getUserMedia' in navigator.mediaDevices

/** One voice note being recorded. Call it while a component is made; `leave` when the component goes. */
export const voiceRecorder = () => {
  let seconds = $state(0)
  let recording = $state(false)
  let recorder: MediaRecorder | null = null
  let timer: ReturnType<typeof setInterval> | undefined
  let left = false

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
    /** Begins; what it answers has the note when it is over, null when there is none. Rejects when the microphone is not given. */
    start: async (): Promise<{ note: Promise<Blob | null> }> => {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      const letGo = () => {
        for (const track of stream.getTracks()) track.stop()
      }
      // Whoever left while the phone still asked is not recorded.
      if (left) {
        letGo()
        return { note: Promise.resolve(null) }
      }
      const mimeType = TYPES.find(type => MediaRecorder.isTypeSupported(type))
      recorder = new MediaRecorder(stream, {
        audioBitsPerSecond: BITS_PER_SECOND,
        ...(mimeType ? { mimeType } : {}),
      })
      const parts: Blob[] = []
      recorder.ondataavailable = ({ data }) => parts.push(data)
      const note = new Promise<Blob | null>(done => {
        recorder!.onstop = () => {
          letGo()
          clearInterval(timer)
          recording = false
          const whole = new Blob(parts, { type: recorder?.mimeType ?? '' })
          done(whole.size > 0 && whole.size <= EVIDENCE_BYTES.voice ? whole : null)
        }
      })
      seconds = 0
      recording = true
      timer = setInterval(() => {
        seconds++
        if (seconds >= VOICE_SECONDS) stop()
      }, 1000)
      recorder.start()
      return { note }
    },
    stop,
    leave: () => {
      left = true
      stop()
    },
  }
}
