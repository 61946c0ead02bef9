/** Addresses of the pages about handing on what people hold. */
export const handoverPaths = {
  list: '/handovers',
  cases: '/handovers/cases',
  one: (id: string) => `/handovers/${id}`,
  choices: (id: string) => `/handovers/${id}/choices`,
  check: (id: string) => `/handovers/${id}/check`,
  confirmation: (id: string) => `/handovers/${id}/confirmation`,
  undoing: (id: string) => `/handovers/${id}/undoing`,
  notices: '/handover-notices',
} as const;
