import type { Elsewhere } from './vocabulary';

/** Figures name nobody; who stands behind one is listed by row-level security, person by person. */
export const OF_FIGURES: Elsewhere[] = [
  {
    what: 'Figures: no record of a person in them; the list behind one holds whom its reader may see',
    test: 'test/indicators/pages.test.ts',
    routes: [
      'GET /figures',
      'POST /figures/refresh',
      'GET /figures/imports',
      'POST /figures/imports',
      'GET /api/v1/indicators',
      'GET /api/v1/indicators/:code',
      'POST /api/v1/indicators/imports',
      'POST /api/v1/indicators/:code/values',
      'GET /figures/:code',
      'GET /figures/:code/list',
      'GET /figures/disproportionality',
      'POST /figures/census',
      'GET /figures/small-numbers',
      'POST /figures/small-numbers',
      'GET /figures/:code/values',
      'POST /figures/:code/values',
      'GET /figures/:code/definition',
      'POST /figures/:code/definition',
    ],
  },
  {
    what: 'The five of a quarter: names, each only to who sees that person, and never a restricted one',
    test: 'test/indicators/top-five.test.ts',
    routes: ['GET /figures/top-five', 'POST /figures/top-five'],
  },
  {
    what: 'The quarterly report: figures and words, no record of a person in it',
    test: 'test/indicators/reports.test.ts',
    routes: [
      'GET /quarterly-reports',
      'POST /quarterly-reports',
      'GET /quarterly-reports/owners',
      'POST /quarterly-reports/owners',
      'GET /quarterly-reports/:id',
      'GET /quarterly-reports/:id/paper',
      'POST /quarterly-reports/:id/narratives',
      'POST /quarterly-reports/:id/issue',
      'GET /quarterly-reports/:id/publication',
      'GET /quarterly-reports/:id/publication/paper',
      'POST /quarterly-reports/:id/publication',
      'POST /quarterly-reports/:id/publication/release',
    ],
  },
];
