import { casePaths } from '../individuals';

/** Addresses of the pages of actions. */
export const actionPaths = {
  mine: '/actions',
  ofCase: casePaths.actions,
  one: (id: string) => `/actions/${id}`,
  updates: (id: string) => `/actions/${id}/updates`,
  closure: (id: string) => `/actions/${id}/closure`,
} as const;
