/** Addresses of the pages of panels. */
export const panelPaths = {
  list: '/panels',
  add: '/panels/new',
  panel: (id: string) => `/panels/${id}`,
  rules: (id: string) => `/panels/${id}/rules`,
  seats: (id: string) => `/panels/${id}/seats`,
  seatEnding: (id: string, seatId: string) => `/panels/${id}/seats/${seatId}/ending`,
} as const;
