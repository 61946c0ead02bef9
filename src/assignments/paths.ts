import { casePaths } from '../individuals';

/** Addresses of the people page and what it changes. */
export const assignmentPaths = {
  people: casePaths.people,
  assignments: (individualId: string) => `${casePaths.people(individualId)}/assignments`,
  ending: (individualId: string, id: string) => `${casePaths.people(individualId)}/assignments/${id}/ending`,
} as const;
