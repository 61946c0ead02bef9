import type { Role } from '../../src/platform/access';
import type { Routes } from './census-roles';

const READERS: Role[] = ['manager', 'panel_member', 'panel_chair', 'analyst', 'governance'];
const KEEPERS: Role[] = ['manager', 'panel_chair'];
const OWNERS: Role[] = ['manager', 'panel_member', 'panel_chair'];

/** Strategy plan, risk register, learning from reviews: nothing about a person. */
export const REGISTER_ROUTES: Routes = {
  'GET /strategy-plan': READERS,
  'GET /strategy-plan/new': ['panel_chair'],
  'POST /strategy-plan': ['panel_chair'],
  'GET /strategy-plan/review': ['panel_chair'],
  'POST /strategy-plan/review': ['panel_chair'],
  'GET /strategy-plan/editions/:id': READERS,
  'GET /strategy-plan/activities/new': KEEPERS,
  'POST /strategy-plan/activities': KEEPERS,
  'GET /strategy-plan/activities/:id': READERS,
  'GET /strategy-plan/activities/:id/change': KEEPERS,
  'POST /strategy-plan/activities/:id/change': KEEPERS,
  'GET /strategy-plan/activities/:id/progress': OWNERS,
  'POST /strategy-plan/activities/:id/progress': OWNERS,
  'GET /api/v1/strategy-activities': READERS,
  'POST /api/v1/strategy-activities': KEEPERS,
  'GET /api/v1/strategy-activities/:id': READERS,
  'PUT /api/v1/strategy-activities/:id': KEEPERS,
  'POST /api/v1/strategy-activities/:id/progress': OWNERS,
  'GET /risk-register': READERS,
  'GET /risk-register/new': KEEPERS,
  'POST /risk-register': KEEPERS,
  'GET /risk-register/:id': READERS,
  'GET /risk-register/:id/change': KEEPERS,
  'POST /risk-register/:id/change': KEEPERS,
  'POST /risk-register/:id/scores': OWNERS,
  'POST /risk-register/:id/closure': KEEPERS,
  'GET /api/v1/strategic-risks': READERS,
  'POST /api/v1/strategic-risks': KEEPERS,
  'GET /api/v1/strategic-risks/:id': READERS,
  'PUT /api/v1/strategic-risks/:id': KEEPERS,
  'POST /api/v1/strategic-risks/:id/scores': OWNERS,
  'POST /api/v1/strategic-risks/:id/closure': KEEPERS,
  'GET /learning': READERS,
  'GET /learning/new': KEEPERS,
  'POST /learning': KEEPERS,
  'GET /learning/:id': READERS,
  'GET /learning/:id/change': KEEPERS,
  'POST /learning/:id/change': KEEPERS,
  'POST /learning/:id/entries': OWNERS,
  'POST /learning/:id/closure': KEEPERS,
  'GET /api/v1/learning-actions': READERS,
  'POST /api/v1/learning-actions': KEEPERS,
  'GET /api/v1/learning-actions/:id': READERS,
  'PUT /api/v1/learning-actions/:id': KEEPERS,
  'POST /api/v1/learning-actions/:id/entries': OWNERS,
  'POST /api/v1/learning-actions/:id/closure': KEEPERS,
};

/** What is to be mended in records, within rights; and counts of it that name nobody. */
export const DATA_QUALITY_ROUTES: Routes = {
  'GET /data-quality': KEEPERS,
  'GET /data-quality/rules/:rule': KEEPERS,
  'GET /data-quality/completeness': ['analyst', 'governance', 'panel_chair'],
  'GET /api/v1/data-quality': KEEPERS,
  'GET /api/v1/data-quality/rules/:rule': KEEPERS,
  'GET /api/v1/data-quality/counts': ['analyst', 'governance', 'panel_chair'],
};

/** Files that leave. Which export is whose is decided by who asked for it. */
export const EXPORT_ROUTES: Routes = {
  'GET /exports': ['manager', 'panel_chair', 'analyst', 'governance'],
  'GET /exports/new': ['manager', 'panel_chair', 'analyst'],
  'POST /exports': ['manager', 'panel_chair', 'analyst'],
  'GET /exports/dictionaries/:kind': ['manager', 'panel_chair', 'analyst', 'governance'],
  'GET /exports/:id': ['manager', 'panel_chair', 'analyst', 'governance'],
  'POST /exports/:id/decision': ['manager', 'governance'],
  'POST /exports/:id/file': ['manager', 'panel_chair', 'analyst', 'governance'],
};
