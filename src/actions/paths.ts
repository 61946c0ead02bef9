import { casePaths } from '../individuals';

/** Addresses of the pages of actions. */
export const actionPaths = {
  mine: '/actions',
  ofCase: casePaths.actions,
  one: (id: string) => `/actions/${id}`,
  updates: (id: string) => `/actions/${id}/updates`,
  /** Why it is due then. */
  dueDate: (id: string) => `/actions/${id}/due-date`,
  closure: (id: string) => `/actions/${id}/closure`,
} as const;
