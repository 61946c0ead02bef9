import { casePaths } from '../individuals';

/** Addresses of the pages of a person's screenings. */
export const screeningPaths = {
  list: casePaths.screenings,
  add: (individualId: string) => `${casePaths.screenings(individualId)}/new`,
  one: (individualId: string, id: string) => `${casePaths.screenings(individualId)}/${id}`,
} as const;
