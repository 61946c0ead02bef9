/** Addresses of the pages about imports. */
export const importPaths = {
  list: '/imports',
  preview: (id: string) => `/imports/${id}`,
  choices: (id: string) => `/imports/${id}/choices`,
  confirmation: (id: string) => `/imports/${id}/confirmation`,
  abandonment: (id: string) => `/imports/${id}/abandonment`,
} as const;
