import { casePaths } from '../individuals';

/** Addresses of the pages of reviews; opaque ids, never a name. */
export const reviewPaths = {
  work: '/reviews',
  ofCase: casePaths.reviews,
  new: (individualId: string) => `${casePaths.reviews(individualId)}/new`,
  one: (individualId: string, reviewId: string) => `${casePaths.reviews(individualId)}/${reviewId}`,
  confirmation: (individualId: string, reviewId: string) =>
    `${casePaths.reviews(individualId)}/${reviewId}/confirmation`,
  schedules: (individualId: string) => `/individuals/${individualId}/review-schedules`,
} as const;
