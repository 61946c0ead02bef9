/** Addresses of what is kept for how long. */
export const retentionPaths = {
  list: '/retention',
  requests: '/retention/requests',
  request: (id: string) => `/retention/requests/${id}`,
  deletion: (id: string) => `/retention/requests/${id}/deletion`,
  refusal: (id: string) => `/retention/requests/${id}/refusal`,
  withdrawal: (id: string) => `/retention/requests/${id}/withdrawal`,
  holds: '/retention/holds',
  holdEnding: (id: string) => `/retention/holds/${id}/ending`,
  rules: '/retention/rules',
  rule: (kind: string) => `/retention/rules/${kind}`,
  askAbout: (individualId: string) => `/individuals/${individualId}/deletion`,
} as const;
