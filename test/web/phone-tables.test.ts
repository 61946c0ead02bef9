import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../../src');
/** The slices whose pages somebody opens at a kitchen table. */
const CASEWORK = [
  'actions',
  'assignments',
  'cohort',
  'handovers',
  'individuals',
  'notes',
  'plans',
  'referrals',
  'screenings',
  'users',
];

describe('a table of three columns or more in casework', () => {
  const templates = CASEWORK.flatMap((slice) =>
    readdirSync(join(root, slice), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.njk'))
      .map((path) => join(slice, path)),
  );
  const panes = templates.flatMap((template) =>
    readFileSync(join(root, template), 'utf8')
      .split('<div class="app-scroll-table')
      .slice(1)
      .map((pane) => ({ template, pane: pane.split('</table>')[0] ?? '' })),
  );

  it('is a list of its rows on a phone, so that nobody scrolls sideways for a day or an owner', () => {
    expect(panes.length).toBeGreaterThan(10);
    const columns = (pane: string): number => pane.split('scope="col"').length - 1;
    const isList = (pane: string): boolean => pane.startsWith(' app-stack-table') || pane.startsWith(' app-compare');
    expect(panes.filter(({ pane }) => columns(pane) > 2 && !isList(pane)).map(({ template }) => template)).toEqual([]);
  });

  it('names the column of each cell there', () => {
    const unnamed = panes.flatMap(({ template, pane }) =>
      pane.startsWith(' app-stack-table')
        ? [...pane.matchAll(/<td class="govuk-table__cell">/g)].map(() => template)
        : [],
    );
    expect(unnamed).toEqual([]);
  });
});
