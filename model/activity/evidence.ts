/** Photos and voice notes of an activity. The op names them by the hash of their content; the files travel apart. */
export const EVIDENCE_KINDS = ['photo', 'voice'] as const
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number]
export type Evidence = { hash: string; kind: EvidenceKind }

/** Most of one activity: what shows that it took place, and no album. */
export const EVIDENCE_MOST = 4
/** Longest side of a photo in pixels; enough to read a poster on a wall. */
export const PHOTO_SIDE = 1280
/** Largest file in bytes. Two minutes of speech, or a photo of that size at its worst. */
export const EVIDENCE_BYTES: Record<EvidenceKind, number> = { photo: 500_000, voice: 1_500_000 }
/** Longest voice note in seconds. */
export const VOICE_SECONDS = 120
/** Bytes of one part on its way: on a weak line a part either arrives within its time or costs little. */
export const PART_BYTES = 49_152
/** How long the phone keeps a file after the server has it. */
export const KEPT_AFTER_SENT_DAYS = 7
