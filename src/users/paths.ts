/** Addresses of the pages about users. */
export const userPaths = { list: '/users' } as const;
