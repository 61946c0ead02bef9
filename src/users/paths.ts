/** Addresses of the pages about users, and of those by which a person without a password gets one. */
export const userPaths = {
  list: '/users',
  absences: '/absences',
  /** The guided step of a higher slice. */
  handovers: '/handovers',
  absence: (id: string) => `/absences/${id}`,
  absenceCancellation: (id: string) => `/absences/${id}/cancellation`,
  new: '/users/new',
  one: (id: string) => `/users/${id}`,
  roles: (id: string) => `/users/${id}/roles`,
  agency: (id: string) => `/users/${id}/agency`,
  disablement: (id: string) => `/users/${id}/disablement`,
  enablement: (id: string) => `/users/${id}/enablement`,
  factorReset: (id: string) => `/users/${id}/second-factor-reset`,
  links: (id: string) => `/users/${id}/links`,
  link: (token: string) => `/sign-in/links/${token}`,
  linkBySingleSignOn: (token: string) => `/sign-in/links/${token}/single-sign-on`,
  forgotten: '/sign-in/forgotten-password',
} as const;
