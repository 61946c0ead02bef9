/** Addresses of governance's pages on the audit. */
export const auditPaths = {
  list: '/audit-events',
  one: (id: string) => `/audit-events/${id}`,
  newExport: '/audit-exports/new',
  exports: '/audit-exports',
  unusual: '/unusual-access',
  unusualOne: (id: string) => `/unusual-access/${id}`,
  handling: (id: string) => `/unusual-access/${id}/handling`,
} as const;

export const withQuery = (path: string, query: Record<string, string>): string => {
  const search = new URLSearchParams(query).toString();
  return search === '' ? path : `${path}?${search}`;
};
