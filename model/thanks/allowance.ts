/** What a province pays, in đồng: for a team a month, for a member a month, for a day of activity of a member. */
export type AllowanceRule = { teamMonth: number; memberMonth: number; day: number }
export type WorkedMember = { id: string; teamId: string; days: number }

/**
 * What a month comes to. A month is paid to a team and to a member only when they were active in it; a day on which
 * somebody went to several homes, or served in two teams, is one day.
 */
export const allowancesOf = (rule: AllowanceRule, members: readonly WorkedMember[]) => {
  const lines = members.map(member => ({
    ...member,
    amount: member.days === 0 ? 0 : rule.memberMonth + member.days * rule.day,
  }))
  const teams = new Set(lines.filter(line => line.days > 0).map(line => line.teamId))
  return {
    lines,
    teams: teams.size,
    total: lines.reduce((sum, line) => sum + line.amount, 0) + teams.size * rule.teamMonth,
  }
}
