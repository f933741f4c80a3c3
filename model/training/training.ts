/** Who trains members: the department, a telecom firm, the commune, the business association. */
export const ORGANISERS = ['department', 'telecom', 'commune', 'business'] as const
export type Organiser = (typeof ORGANISERS)[number]

export type Learner = { skills: readonly string[]; studied: readonly string[] }
export type SkillNeed = { skill: string; lacking: number; studied: number; asked: number }

/**
 * Which skills to train first: those that most members may not guide yet; what teams asked for counts like three
 * members. `studied` is how many of the lacking have learnt the lesson by themselves and only need the check.
 */
export const trainingNeeds = (
  skills: readonly string[],
  members: readonly Learner[],
  asked: readonly string[],
): SkillNeed[] => {
  const needs = skills.map(skill => {
    const lacking = members.filter(member => !member.skills.includes(skill))
    return {
      skill,
      lacking: lacking.length,
      studied: lacking.filter(member => member.studied.includes(skill)).length,
      asked: asked.filter(one => one === skill).length,
    }
  })
  return needs
    .filter(need => need.lacking > 0 || need.asked > 0)
    .sort((a, b) => b.lacking + 3 * b.asked - (a.lacking + 3 * a.asked))
}
