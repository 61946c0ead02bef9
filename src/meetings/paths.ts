/** Addresses of the panel's pages. */
export const meetingPaths = {
  list: '/meetings',
  add: '/meetings/new',
  meeting: (id: string) => `/meetings/${id}`,
  agenda: (id: string) => `/meetings/${id}/agenda`,
  items: (id: string) => `/meetings/${id}/items`,
  item: (id: string, itemId: string) => `/meetings/${id}/items/${itemId}`,
  decision: (id: string, itemId: string) => `/meetings/${id}/items/${itemId}/decision`,
  decisions: (id: string) => `/meetings/${id}/decisions`,
  closure: (id: string) => `/meetings/${id}/closure`,
} as const;
