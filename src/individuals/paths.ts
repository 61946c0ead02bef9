/** Addresses of the pages of a case; opaque ids, never a name. */
export const casePaths = {
  list: '/individuals',
  add: '/individuals/new',
  overview: (id: string) => `/individuals/${id}`,
  screenings: (id: string) => `/individuals/${id}/screenings`,
  plan: (id: string) => `/individuals/${id}/plan`,
  actions: (id: string) => `/individuals/${id}/actions`,
  reviews: (id: string) => `/individuals/${id}/reviews`,
  notes: (id: string) => `/individuals/${id}/notes`,
  people: (id: string) => `/individuals/${id}/people`,
} as const;

export type CaseSection = 'overview' | 'screenings' | 'plan' | 'actions' | 'reviews' | 'notes' | 'people';

/** The links between the pages of one case. */
export const caseNavigation = (id: string, current: CaseSection) =>
  (
    [
      ['overview', 'Overview'],
      ['screenings', 'Screening'],
      ['plan', 'Plan'],
      ['actions', 'Actions'],
      ['reviews', 'Reviews'],
      ['notes', 'Notes'],
      ['people', 'People'],
    ] as const
  ).map(([section, text]) => ({ text, href: casePaths[section](id), active: section === current }));
