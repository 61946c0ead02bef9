import type { Role } from '../../src/platform/access';
import type { Routes } from './census-roles';

/** Figures, which name nobody; the list behind one is for those who may see names. */
const FIGURE_READERS: Role[] = ['analyst', 'governance', 'panel_chair', 'panel_member', 'manager'];
/** Whoever may hold a figure, or correct one; which figures is asked of each. */
const SUPPLIERS: Role[] = ['analyst', 'panel_chair', 'manager'];

export const FIGURE_ROUTES: Routes = {
  'GET /figures': FIGURE_READERS,
  'POST /figures/refresh': FIGURE_READERS,
  'GET /figures/:code': FIGURE_READERS,
  'GET /figures/top-five': ['panel_chair', 'manager'],
  'POST /figures/top-five': ['panel_chair'],
  'GET /figures/imports': SUPPLIERS,
  'POST /figures/imports': SUPPLIERS,
  'GET /api/v1/indicators': FIGURE_READERS,
  'GET /api/v1/indicators/:code': FIGURE_READERS,
  'POST /api/v1/indicators/imports': SUPPLIERS,
  'POST /api/v1/indicators/:code/values': SUPPLIERS,
  'GET /figures/disproportionality': ['analyst', 'governance', 'panel_chair'],
  'POST /figures/census': ['analyst', 'panel_chair'],
  'GET /figures/small-numbers': ['analyst', 'governance', 'panel_chair'],
  'POST /figures/small-numbers': ['governance'],
  'GET /figures/:code/values': SUPPLIERS,
  'POST /figures/:code/values': SUPPLIERS,
  'GET /figures/:code/definition': ['analyst', 'panel_chair'],
  'POST /figures/:code/definition': ['analyst', 'panel_chair'],
  'GET /quarterly-reports': FIGURE_READERS,
  'POST /quarterly-reports': ['analyst', 'panel_chair'],
  'GET /quarterly-reports/owners': ['analyst', 'panel_chair'],
  'POST /quarterly-reports/owners': ['analyst', 'panel_chair'],
  'GET /quarterly-reports/:id': FIGURE_READERS,
  'GET /quarterly-reports/:id/paper': FIGURE_READERS,
  'POST /quarterly-reports/:id/narratives': ['analyst', 'governance', 'panel_chair', 'manager'],
  'POST /quarterly-reports/:id/issue': ['analyst', 'panel_chair'],
  'GET /quarterly-reports/:id/publication': FIGURE_READERS,
  'GET /quarterly-reports/:id/publication/paper': FIGURE_READERS,
  'POST /quarterly-reports/:id/publication': ['analyst', 'panel_chair'],
  'POST /quarterly-reports/:id/publication/release': ['governance'],
  'GET /figures/:code/list': ['panel_chair', 'manager'],
};
