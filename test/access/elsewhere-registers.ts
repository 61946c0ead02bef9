import { DATA_QUALITY_ROUTES, EXPORT_ROUTES, REGISTER_ROUTES } from '../architecture/register-routes';
import type { Elsewhere } from './vocabulary';

/** What the partnership promised and what stands in its way: no record of a person is in it. */
export const OF_REGISTERS: Elsewhere[] = [
  {
    what: 'Strategy plan, risk register, learning from reviews',
    test: 'test/registers',
    routes: Object.keys(REGISTER_ROUTES),
  },
  {
    what: 'Data quality: lists of cases within sight, and counts that name nobody',
    test: 'test/data-quality',
    routes: Object.keys(DATA_QUALITY_ROUTES),
  },
  {
    what: 'Exports: who asked, who may agree, and what is in the file',
    test: 'test/exports',
    routes: Object.keys(EXPORT_ROUTES),
  },
];
