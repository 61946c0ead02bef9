export const figurePaths = {
  all: '/figures',
  one: (code: string) => `/figures/${code}`,
  list: (code: string, query = '') => `/figures/${code}/list${query}`,
  values: (code: string) => `/figures/${code}/values`,
  definition: (code: string) => `/figures/${code}/definition`,
  refresh: '/figures/refresh',
  imports: '/figures/imports',
  smallNumbers: '/figures/small-numbers',
  topFive: '/figures/top-five',
  disproportionality: '/figures/disproportionality',
  census: '/figures/census',
};

export const reportPaths = {
  list: '/quarterly-reports',
  owners: '/quarterly-reports/owners',
  one: (id: string) => `/quarterly-reports/${id}`,
  narratives: (id: string) => `/quarterly-reports/${id}/narratives`,
  issue: (id: string) => `/quarterly-reports/${id}/issue`,
  paper: (id: string) => `/quarterly-reports/${id}/paper`,
  publicationPaper: (id: string) => `/quarterly-reports/${id}/publication/paper`,
  publication: (id: string) => `/quarterly-reports/${id}/publication`,
  release: (id: string) => `/quarterly-reports/${id}/publication/release`,
};
