import { TEAM } from '../changes.ts'
/** In the place of the server's query of the same name: officers of the simulator serve every area. */
export const areasOfCommunes = async (): Promise<number[]> => [1, 2, 3]

/** The one team of the world, which every area and phone belongs to. */
export const teamsOfCommunes = async () => [TEAM]
