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
  identity: (id: string) => `/individuals/${id}/identity`,
  situation: (id: string) => `/individuals/${id}/situation`,
  chronology: (id: string) => `/individuals/${id}/chronology`,
  /** What is to be looked at again. */
  secondLooks: (id: string) => `/individuals/${id}/second-looks`,
  access: (id: string) => `/individuals/${id}/access`,
  /** Why the review is due then. */
  reviewDate: (id: string) => `/individuals/${id}/review-date`,
  /** Why something else that the case owes is due then: `owed` is the kind of it, `of` which, where a case may owe several. */
  dueDate: (id: string, owed: OwedByCase, of?: string) =>
    `/individuals/${id}/due-dates/${owed}${of === undefined ? '' : `?of=${of}`}`,
  transfer: (id: string) => `/individuals/${id}/transfer`,
  panelQuestion: (id: string) => `/individuals/${id}/panel-question`,
} as const;

export type CaseSection =
  | 'overview'
  | 'identity'
  | 'situation'
  | 'chronology'
  | 'screenings'
  | 'plan'
  | 'actions'
  | 'reviews'
  | 'notes'
  | 'people'
  | 'access';

/** What a case owes beside its review and its actions. */
export type OwedByCase =
  | 'no_plan'
  | 'no_schedule'
  | 'no_plan_owner'
  | 'no_lead_professional'
  | 'screening'
  | 'validation'
  | 'chase'
  | 'judgement'
  | 'cohort_decision'
  | 'relationship_review';

/** The links between the pages of one case. */
export const caseNavigation = (id: string, current: CaseSection) =>
  (
    [
      ['overview', 'Overview'],
      ['identity', 'Identity'],
      ['situation', 'Family and situation'],
      ['chronology', 'Chronology'],
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
  deletion: (id: string) => `/individuals/${id}/deletion`,
  breakGlass: '/break-glass',
  uses: '/break-glass-uses',
  use: (id: string) => `/break-glass-uses/${id}`,
  review: (id: string) => `/break-glass-uses/${id}/review`,
  ending: (id: string) => `/break-glass-uses/${id}/ending`,
  notices: '/access-notices',
  noticesRead: '/access-notices/read',
} as const;

/** Addresses of what is recorded about a person, and of saying that it is true no more. */
export const factPaths = {
  changeIdentity: (id: string) => `/individuals/${id}/identity/change`,
  record: (id: string, kind: string) => `/individuals/${id}/facts/${kind}`,
  newOne: (id: string, kind: string) => `/individuals/${id}/facts/${kind}/new`,
  ending: (id: string, kind: string, factId: string) => `/individuals/${id}/facts/${kind}/${factId}/ending`,
  relationships: (id: string) => `/individuals/${id}/relationships`,
  newRelationship: (id: string) => `/individuals/${id}/relationships/new`,
} as const;

/** Addresses of looking again at what is recorded about a relationship. */
export const secondLookPaths = {
  due: '/second-looks',
  one: (id: string, relationshipId: string) => `/individuals/${id}/relationships/${relationshipId}/second-look`,
} as const;

/** Addresses of a family of individuals on record, and of who champions it. */
export const familyPaths = {
  family: (id: string) => `/individuals/${id}/family`,
  leaving: (id: string, memberId: string) => `/individuals/${id}/family/${memberId}/leaving`,
  claims: (id: string) => `/individuals/${id}/family-champion-claims`,
  claimSettlement: (id: string, claimId: string) => `/individuals/${id}/family-champion-claims/${claimId}/settlement`,
  claimEnding: (id: string, claimId: string) => `/individuals/${id}/family-champion-claims/${claimId}/ending`,
} as const;

/** Addresses of records that may be of one person, and of merging them. */
export const duplicatePaths = {
  list: '/duplicates',
  check: '/individuals/duplicate-checks',
  pair: (oneId: string, otherId: string) => `/duplicates/${oneId}/${otherId}`,
  difference: (oneId: string, otherId: string) => `/duplicates/${oneId}/${otherId}/difference`,
  reopening: (oneId: string, otherId: string) => `/duplicates/${oneId}/${otherId}/reopening`,
  newMerge: (oneId: string, otherId: string) => `/duplicates/${oneId}/${otherId}/merge`,
  merge: (id: string) => `/merges/${id}`,
  undoing: (id: string) => `/merges/${id}/undoing`,
} as const;
