/** Addresses of the pages of referrals. */
export const referralPaths = {
  list: '/referrals',
  new: '/referrals/new',
  /** A referral that is begun and not sent: what is typed is kept under this address, and the form stands there filled in. */
  begun: (id: string) => `/referrals/begun/${id}`,
  referral: (id: string) => `/referrals/${id}`,
  entries: (id: string) => `/referrals/${id}/entries`,
  triage: (id: string) => `/referrals/${id}/triage`,
} as const;
