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
  access: (id: string) => `/individuals/${id}/access`,
} as const;

export type CaseSection = 'overview' | 'screenings' | 'plan' | 'actions' | 'reviews' | 'notes' | 'people' | 'access';

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
      ['access', 'Access'],
    ] as const
  ).map(([section, text]) => ({ text, href: casePaths[section](id), active: section === current }));

/** Addresses of who may see a record: restricting it, and opening one in an emergency. */
export const accessPaths = {
  newRestriction: (id: string) => `/individuals/${id}/restriction/new`,
  restriction: (id: string) => `/individuals/${id}/restriction`,
  namedPeople: (id: string) => `/individuals/${id}/restriction/named-people`,
  lifting: (id: string) => `/individuals/${id}/restriction/lifting`,
  liftingRequest: (id: string) => `/individuals/${id}/restriction/lifting-request`,
  withdrawal: (id: string) => `/individuals/${id}/restriction/lifting-request/withdrawal`,
  breakGlass: '/break-glass',
  uses: '/break-glass-uses',
  use: (id: string) => `/break-glass-uses/${id}`,
  review: (id: string) => `/break-glass-uses/${id}/review`,
  ending: (id: string) => `/break-glass-uses/${id}/ending`,
  notices: '/access-notices',
  noticesRead: '/access-notices/read',
} as const;
