/**
 * What an integration's token may be given: reading or writing one group of resources. A scope only narrows what the
 * token's user may do; roles and records are checked as ever. A resource that is in no group is closed to such tokens:
 * sessions, so that none makes another token, the audit, absences, and break-glass, which is a person's own decision.
 */
export const SCOPE_GROUPS = {
  directory: { words: 'Agencies and users', resources: ['agencies', 'users'] },
  cases: {
    words: 'Individuals, referrals, cohort and who works with them',
    resources: ['individuals', 'referrals', 'cohort-memberships', 'cohort-decisions', 'assignments', 'second-looks'],
  },
  screenings: {
    words: 'Screenings and screening tools',
    resources: ['screening-tools', 'screenings', 'measures', 'screening-agreements'],
  },
  plans: { words: 'Plans and actions', resources: ['plans', 'actions'] },
  reviews: {
    words: 'Reviews, their schedules and reminders',
    resources: ['review-schedules', 'review-triggers', 'reviews', 'reminders'],
  },
  meetings: { words: 'Meetings', resources: ['meetings', 'meeting-items'] },
  imports: { words: 'Imports', resources: ['imports'] },
  figures: { words: 'Figures', resources: ['indicators'] },
} as const;

export type ScopeGroup = keyof typeof SCOPE_GROUPS;

const ACCESSES = ['read', 'write'] as const;
const READING = ['GET', 'HEAD'];

const isGroup = (name: string): name is ScopeGroup => name in SCOPE_GROUPS;
const GROUPS = Object.keys(SCOPE_GROUPS).filter(isGroup);

/** `cases:read`, `cases:write` and so on. Writing does not include reading. */
export const SCOPES: string[] = GROUPS.flatMap((group) => ACCESSES.map((access) => `${group}:${access}`));

export const scopeWords = (scope: string): string => {
  const [group = '', access] = scope.split(':');
  return isGroup(group) ? `${SCOPE_GROUPS[group].words}: ${access === 'write' ? 'write' : 'read'}` : scope;
};

/** The scope a route asks of a token (`/api/v1/plans/:id/…` by its method), or undefined: closed to integrations. */
export function scopeOfRoute(method: string, routePath: string): string | undefined {
  const resource = /^\/api\/v1\/([a-z-]+)(\/|$)/.exec(routePath)?.[1];
  const group = GROUPS.find((name) => SCOPE_GROUPS[name].resources.some((own) => own === resource));
  // A search is sent as a body only because a name must not stand in an address; it saves nothing.
  const isReading = READING.includes(method) || routePath.endsWith('/searches');
  return group && `${group}:${isReading ? 'read' : 'write'}`;
}
