/** Addresses of the pages about agencies. */
export const agencyPaths = { list: '/agencies', add: '/agencies/new' } as const;
