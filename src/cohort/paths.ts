/** Addresses of the pages that decide about a person's place in the cohort; what they decide is shown on the people page. */
export const cohortPaths = {
  entry: (individualId: string) => `/individuals/${individualId}/cohort-membership/entry`,
  tier: (individualId: string) => `/individuals/${individualId}/cohort-membership/tier`,
  validation: (individualId: string) => `/individuals/${individualId}/cohort-membership/validation`,
  exit: (individualId: string) => `/individuals/${individualId}/cohort-membership/exit`,
  refusal: (individualId: string) => `/individuals/${individualId}/cohort-membership/refusal`,
} as const;

/** Accepted people about whom nobody has decided. */
export const cohortDecisionPaths = { list: '/cohort-decisions' } as const;

/** How people are found: the version in force, every version, and what the chair does about them. */
export const methodPaths = {
  inForce: '/identification-method',
  version: (id: string) => `/identification-method/versions/${id}`,
  draft: '/identification-method/draft',
  entry: '/identification-method/draft/entry-into-force',
  cycles: '/identification-method/cycles',
} as const;
