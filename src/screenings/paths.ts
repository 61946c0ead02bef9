import { casePaths } from '../individuals';

/** Addresses of the pages of a person's screenings. */
export const screeningPaths = {
  list: casePaths.screenings,
  add: (individualId: string) => `${casePaths.screenings(individualId)}/new`,
  one: (individualId: string, id: string) => `${casePaths.screenings(individualId)}/${id}`,
  agreement: (individualId: string, id: string) => `${casePaths.screenings(individualId)}/${id}/agreement`,
  waiting: '/screening-agreements',
  measures: (individualId: string) => `${casePaths.overview(individualId)}/measures`,
  addMeasure: (individualId: string, kind: string) => `${casePaths.overview(individualId)}/measures/${kind}`,
} as const;

/** Addresses of the pages on which tools are drafted, tried out and put in force. */
export const toolPaths = {
  list: '/screening-tools',
  add: '/screening-tools/new',
  one: (id: string) => `/screening-tools/${id}`,
  drafts: (id: string) => `/screening-tools/${id}/drafts`,
  preview: (id: string) => `/screening-tools/${id}/preview`,
  comparison: (id: string) => `/screening-tools/${id}/comparison`,
  newPart: (id: string, kind: string) => `/screening-tools/${id}/parts/${kind}/new`,
  parts: (id: string, kind: string) => `/screening-tools/${id}/parts/${kind}`,
  part: (id: string, kind: string, code: string) => `/screening-tools/${id}/parts/${kind}/${code}`,
  removal: (id: string, kind: string, code: string) => `/screening-tools/${id}/parts/${kind}/${code}/removal`,
  position: (id: string, kind: string, code: string) => `/screening-tools/${id}/parts/${kind}/${code}/position`,
  trial: (id: string) => `/screening-tools/${id}/trial`,
  examples: (id: string) => `/screening-tools/${id}/examples`,
  example: (id: string, exampleId: string, act: 'acceptance' | 'removal') =>
    `/screening-tools/${id}/examples/${exampleId}/${act}`,
  decision: (id: string) => `/screening-tools/${id}/decision`,
  agreement: (id: string) => `/screening-tools/${id}/agreement`,
  withdrawal: (id: string) => `/screening-tools/${id}/decision/withdrawal`,
  puttingAside: (id: string) => `/screening-tools/${id}/putting-aside`,
} as const;
