import { casePaths } from '../individuals';

/** Addresses of the pages of a person's notes. */
export const notePaths = {
  list: casePaths.notes,
  correction: (individualId: string, noteId: string) => `${casePaths.notes(individualId)}/${noteId}/correction`,
  passingOn: (individualId: string) => `/individuals/${individualId}/passing-on`,
  passingOnOf: (individualId: string, itemType: string, itemId: string) =>
    `/individuals/${individualId}/passing-on/${itemType}/${itemId}`,
} as const;
