import type { FieldTrainingWords } from '#lib/words/vi/field/training.ts'

export const fieldTrainingEn: FieldTrainingWords = {
  title: 'Attend a class',
  lead: 'Scan the QR in the room with the camera, or type the code of the class.',
  code: 'Code of the class',
  send: 'I am present',
  present: title => `Noted as present: ${title}`,
  home: 'Back to today',
  mine: 'My checks and certificates',
  certificate: (skill, day) => `${skill}: passed, certified on ${day}`,
  printCertificate: 'Open the print',
  checked: (skill, day, passed) => `${day}: ${skill}, ${passed ? 'passed' : 'not yet'}`,
  noChecks: 'No check yet. Study the lesson first, then ask the commune for a check.',
  checkOther: 'Check somebody’s certificate',
  checkOtherLead: 'Scan the code on the paper with the camera. This phone can check without a network too.',
  unchecked: 'Not checked in this skill yet. It can be recorded; ask the leader for a check.',
  planned: 'Planned gatherings',
  plannedWhen: (hours, day) => [hours, day].filter(Boolean).join(', '),
  helps: 'Another team hosts and records how many came. This is recorded as helping.',
}
