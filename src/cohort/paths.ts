/** Addresses of the pages that decide about a person's place in the cohort; what they decide is shown on the people page. */
export const cohortPaths = {
  entry: (individualId: string) => `/individuals/${individualId}/cohort-membership/entry`,
  tier: (individualId: string) => `/individuals/${individualId}/cohort-membership/tier`,
  exit: (individualId: string) => `/individuals/${individualId}/cohort-membership/exit`,
} as const;
