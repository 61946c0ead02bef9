import {
  FreezeGroups,
  FreezeQuarters,
  IssueReport,
  MakeReport,
  PublishReport,
  RefreshFigures,
  WriteNarrative,
} from '../../src/indicators';
import type { TestApp } from '../support/test-app';

/** Figures of today and of the last quarter, as the worker makes them. */
export async function someFigures(test: TestApp): Promise<string[]> {
  await test.get(FreezeQuarters).run();
  await test.get(RefreshFigures).run();
  await test.get(FreezeGroups).run();
  const chair = await test.actor('chair@mace.example');
  const { id } = await test.get(MakeReport).run(chair, { until: '2026-09-30', changeNote: '' });
  await test
    .get(WriteNarrative)
    .run(chair, { reportId: id, boxes: [{ section: 'summary', text: 'More plans are reviewed in time.', seen: '' }] });
  await test.get(IssueReport).run(chair, { id, version: 1 });
  await test.get(PublishReport).run(chair, { id });
  const next = await test.get(MakeReport).run(chair, { until: '2026-09-30', changeNote: 'A figure was corrected' });
  return [
    '/quarterly-reports',
    `/quarterly-reports/${id}`,
    `/quarterly-reports/${id}/publication`,
    `/quarterly-reports/${next.id}`,
  ];
}

/** Every page of figures, as each kind of reader. */
export const FIGURE_PAGES = ['/figures', '/figures/I2', '/figures/I7', '/figures/M2'];
export const FIGURE_LISTS = [
  '/figures/top-five',
  '/figures/I2/list',
  '/figures/I5/list?met=no',
  '/figures/I2/list?until=2026-09-30',
];

/** What is written about figures. */
export const FIGURE_FORMS = [
  '/figures/I2/values',
  '/figures/I2/definition',
  '/figures/imports',
  '/quarterly-reports/owners',
];
