import type { FieldTrainingWords } from '#lib/words/vi/field/training.ts'

export const fieldTrainingEn: FieldTrainingWords = {
  title: 'Attend a class',
  lead: 'Scan the QR in the room with the camera, or type the code of the class.',
  code: 'Code of the class',
  send: 'I am present',
  present: title => `Noted as present: ${title}`,
  home: 'Back to today',
  unchecked: 'Not checked in this skill yet. It can be recorded; ask the leader for a check.',
  planned: 'Planned gatherings',
  plannedWhen: (hours, day) => [hours, day].filter(Boolean).join(', '),
  helps: 'Another team hosts and records how many came. This is recorded as helping.',
}
