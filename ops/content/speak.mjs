/**
 * Makes the spoken version of the lessons: `node ops/content/speak.mjs [skill ...]` reads the `## speech` part of
 * catalogue/lessons/<skill>.vi.md and writes catalogue/lessons/audio/<skill>.vi.mp3.
 *
 * Needs three Debian packages on the author's machine: espeak-ng, sox, lame. The MP3 files are kept in the repository,
 * so neither the product nor its tests need them. A commune may put its own recording in place of a file.
 *
 * Why these numbers: the northern voice, slow and a little low, is the easiest to follow of those tried;
 * each sentence is spoken apart so that the pauses are ours (the synthesiser's are too short for a loudspeaker);
 * mono, 16 kHz, about 12 kbit/s keeps a whole lesson under 150 KB.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const lessons = join(import.meta.dirname, '../../catalogue/lessons')
const VOICE = { name: 'vi', wordsAMinute: 132, pitch: 38, wordGap: 1 }
const PAUSE = { sentence: 0.32, paragraph: 0.6 }
const RATE = 16000
const LIMIT = 150 * 1024

const run = (program, args) => execFileSync(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })

/** The `## speech` part of a lesson as paragraphs of sentences. */
function speechOf(file) {
  const body = readFileSync(file, 'utf8')
    .split(/^## speech$/m)[1]
    ?.split(/^## /m)[0]
  if (!body?.trim()) throw new Error(`${file} has no speech`)
  const digits = body.match(/\d+/)
  if (digits) throw new Error(`${file}: write "${digits[0]}" in words, the synthesiser must not read figures`)
  return body
    .trim()
    .split(/\n\s*\n/)
    .map(p => p.replace(/\s+/g, ' ').match(/[^.!?]+[.!?]+/g) ?? [p])
}

function silence(folder, seconds) {
  const file = join(folder, `silence-${seconds}.wav`)
  run('sox', ['-n', '-r', String(RATE), '-c', '1', '-b', '16', file, 'trim', '0', String(seconds)])
  return file
}

function speak(skill) {
  const folder = mkdtempSync(join(tmpdir(), 'speak-'))
  try {
    const pieces = []
    const short = silence(folder, PAUSE.sentence)
    const long = silence(folder, PAUSE.paragraph)
    speechOf(join(lessons, `${skill}.vi.md`)).forEach((sentences, p) => {
      if (p) pieces.push(long)
      sentences.forEach((sentence, s) => {
        if (s) pieces.push(short)
        const raw = join(folder, `${p}-${s}.raw.wav`)
        const even = join(folder, `${p}-${s}.wav`)
        run('espeak-ng', [
          '-v',
          VOICE.name,
          '-s',
          String(VOICE.wordsAMinute),
          '-p',
          String(VOICE.pitch),
          '-g',
          String(VOICE.wordGap),
          '-w',
          raw,
          sentence.trim(),
        ])
        // cut the synthesiser's own silence at both ends, keep a little air
        run('sox', [
          '-v',
          '0.8',
          raw,
          '-r',
          String(RATE),
          '-c',
          '1',
          '-b',
          '16',
          even,
          'silence',
          '1',
          '0.01',
          '0.5%',
          'reverse',
          'silence',
          '1',
          '0.01',
          '0.5%',
          'reverse',
          'pad',
          '0.03',
          '0.05',
        ])
        pieces.push(even)
      })
    })
    const whole = join(folder, 'whole.wav')
    // highpass and a gentle lift of the consonants: phone loudspeakers have no bass
    run('sox', [
      ...pieces,
      whole,
      'highpass',
      '120',
      'treble',
      '+3',
      '3000',
      'norm',
      '-2',
      'pad',
      '0.2',
      '0.3',
    ])
    const mp3 = join(lessons, 'audio', `${skill}.vi.mp3`)
    run('lame', [
      '--quiet',
      '-t',
      '-m',
      'm',
      '--resample',
      '16',
      '--abr',
      '12',
      '-b',
      '8',
      '-q',
      '0',
      '--lowpass',
      '6',
      whole,
      mp3,
    ])
    const bytes = statSync(mp3).size
    const seconds = Number(run('soxi', ['-D', whole]).toString())
    console.log(`${skill}: ${seconds.toFixed(0)} s, ${(bytes / 1024).toFixed(0)} KB`)
    if (seconds < 60 || seconds > 90) console.error(`${skill}: speech should last 60 to 90 seconds`)
    if (bytes > LIMIT) console.error(`${skill}: ${bytes} bytes, over ${LIMIT}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

mkdirSync(join(lessons, 'audio'), { recursive: true })
const asked = process.argv.slice(2)
const all = readdirSync(lessons)
  .filter(f => f.endsWith('.vi.md'))
  .map(f => f.slice(0, -'.vi.md'.length))
for (const skill of asked.length ? asked : all) speak(skill)
