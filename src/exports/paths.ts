/** Addresses of exports. */
export const exportPaths = {
  list: '/exports',
  new: '/exports/new',
  one: (id: string) => `/exports/${id}`,
  decision: (id: string) => `/exports/${id}/decision`,
  file: (id: string) => `/exports/${id}/file`,
  dictionary: (kind: string) => `/exports/dictionaries/${kind}`,
} as const;
