import { casePaths } from '../individuals';

/** Addresses of the pages of reviews; opaque ids, never a name. */
export const reviewPaths = {
  work: '/reviews',
  /** Ticked cases are handed over there. */
  handOver: '/handovers',
  ofCase: casePaths.reviews,
  new: (individualId: string) => `${casePaths.reviews(individualId)}/new`,
  one: (individualId: string, reviewId: string) => `${casePaths.reviews(individualId)}/${reviewId}`,
  confirmation: (individualId: string, reviewId: string) =>
    `${casePaths.reviews(individualId)}/${reviewId}/confirmation`,
  /** Why the review is due then, and all that can be done about it. */
  date: (individualId: string) => `/individuals/${individualId}/review-date`,
  event: (individualId: string) => `/individuals/${individualId}/review-date/event`,
  changeDate: (individualId: string) => `/individuals/${individualId}/review-date/change`,
  exemption: (individualId: string) => `/individuals/${individualId}/review-date/exemption`,
  clearing: (individualId: string) => `/individuals/${individualId}/review-date/exemption/clearing`,
  schedules: (individualId: string) => `/individuals/${individualId}/review-schedules`,
} as const;
