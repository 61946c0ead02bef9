/** Addresses of the pages of referrals. */
export const referralPaths = {
  list: '/referrals',
  new: '/referrals/new',
  referral: (id: string) => `/referrals/${id}`,
  entries: (id: string) => `/referrals/${id}/entries`,
  triage: (id: string) => `/referrals/${id}/triage`,
} as const;
