/** In the place of the server's queries of the same names: no schedule asks for an erasure, so there is nothing to drop. */
export const dropNotes = async (): Promise<void> => {}
export const dropContent = async (): Promise<void> => {}
