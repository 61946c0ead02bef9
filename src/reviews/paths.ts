import { casePaths } from '../individuals';

/** Addresses of the pages of reviews; opaque ids, never a name. */
export const reviewPaths = {
  work: '/reviews',
  /** Ticked cases are handed over there. */
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
  /** That somebody has seen it is overdue, and when they chase it. */
  acknowledgement: (individualId: string) => `/individuals/${individualId}/review-date/acknowledgement`,
  /** The same of one schedule, also when its review was held long ago. */
  pastDate: (individualId: string, scheduleId: string) => `/individuals/${individualId}/review-schedules/${scheduleId}`,
  schedules: (individualId: string) => `/individuals/${individualId}/review-schedules`,
  /** Where a person makes, replaces and ends the address of their calendar. */
  calendar: '/account/calendar',
  calendarEnding: '/account/calendar/ending',
  /** What a calendar program reads without signing in. */
  calendarFile: (secret: string) => `/calendar/${secret}.ics`,
} as const;
