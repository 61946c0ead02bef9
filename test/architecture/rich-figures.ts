import { FreezeQuarters, RefreshFigures } from '../../src/indicators';
import type { TestApp } from '../support/test-app';

/** Figures of today and of the last quarter, as the worker makes them. */
export async function someFigures(test: TestApp): Promise<void> {
  await test.get(FreezeQuarters).run();
  await test.get(RefreshFigures).run();
}

/** Every page of figures, as each kind of reader. */
export const FIGURE_PAGES = ['/figures', '/figures/I2', '/figures/I7', '/figures/M2'];
export const FIGURE_LISTS = ['/figures/I2/list', '/figures/I5/list?met=no', '/figures/I2/list?until=2026-09-30'];

/** What is written about figures. */
export const FIGURE_FORMS = ['/figures/I2/values', '/figures/I2/definition'];
