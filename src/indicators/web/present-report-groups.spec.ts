import fc from 'fast-check';
import type { Actor } from '../../platform/access';
import { STANDARD_RULE } from '../domain/small-numbers';
import type { GroupTable } from '../groups/group-tables';
import { byOneRule, figureReader } from '../reader-of-figures';
import type { ReportFigure, ReportGroups } from '../reports/report-content';
import { presentReportGroups } from './present-report-groups';

const line = { people: '20', share: '50%', ratio: '2.0 times (1.5 to 2.5), more than chance' };
const tables: GroupTable[] = [
  { measure: 'entered', title: 'Entered', ofWords: '', rows: [{ group: 'Ethnicity: Black', ...line, before: line }] },
];
const groups: ReportGroups = { frozenOn: '2026-10-01', population: null, tables, notices: ['Black: 2.0; was 1.0'] };
const period = { from: '2026-07-01', until: '2026-09-30' };

const partsOf = (totals: Record<string, number>) =>
  Object.entries(totals).map(([key, total]) => ({ dimension: 'agency', key, met: total, total, amount: null }));
const ENOUGH = partsOf({ own: 10, b: 5, c: 5 });
const TOO_FEW = partsOf({ own: 10, b: 50, c: 4, none: 20 });

const cohort = (more: Partial<ReportFigure>): ReportFigure => ({
  ...{ code: 'C1', name: 'People in the cohort', method: '', shape: 'count', words: '', ofWords: '', lastWords: '' },
  ...{
    yearWords: '',
    change: '',
    target: null,
    rag: 'none',
    isCorrected: false,
    hasData: true,
    total: null,
    cells: [],
  },
  ...more,
});
function readBy(role: 'panel_chair' | 'panel_member' | 'manager', figures: ReportFigure[]) {
  const actor = { userId: 'u', agencyId: 'own', roles: [role] } as unknown as Actor;
  const reader = figureReader(actor, byOneRule(STANDARD_RULE));
  return presentReportGroups({ groups, figures }, { period, reader, before: reader });
}

describe('the groups of a report', () => {
  const enough = cohort({ agencies: ENOUGH, lastAgencies: ENOUGH });

  it('are to a manager what they are to the board, where two other agencies have people enough', () => {
    expect(readBy('manager', [enough])).toEqual(readBy('panel_member', []));
    expect(readBy('manager', [enough])?.notices).toEqual(groups.notices);
    expect(readBy('manager', [enough])).toEqual(readBy('panel_chair', [enough]));
  });

  it('are not shown to a manager where what is left would be one other agency’s, or where that is not known', () => {
    for (const figures of [[], [cohort({})], [cohort({ isCorrected: true })], [cohort({ agencies: TOO_FEW })]]) {
      const told = readBy('manager', figures);
      expect([told?.tables, told?.notices]).toEqual([[], []]);
      expect(told?.words.join()).toContain('fewer than two other agencies');
    }
    expect(readBy('manager', [cohort({ cells: ENOUGH })])?.tables).toHaveLength(1);
  });

  it('say nothing to a manager of a quarter before in which they were not to be shown', () => {
    for (const lastAgencies of [TOO_FEW, undefined]) {
      const told = readBy('manager', [cohort({ agencies: ENOUGH, ...(lastAgencies ? { lastAgencies } : {}) })]);
      expect(told?.tables[0]?.rows[0]).toMatchObject({ people: '20', before: { people: 'not shown' } });
      expect(told?.notices).toEqual([]);
    }
  });
});

describe('the groups of a report issued before it was counted who was in the cohort in the year', () => {
  const row = (ratio: string) => ({ group: 'Sex: Female', ...line, ratio, before: { ...line, ratio } });
  const old: ReportGroups = {
    ...groups,
    tables: [
      { measure: 'stepped_down', title: '', ofWords: '', rows: [row('2.7 times (1.5 to 4.5), more than chance')] },
      {
        ...{ measure: 'entered', title: '', ofWords: '' },
        rows: [row('2.0 times (1.5 to 2.5), more than chance; held against those referred: 1.1 times (0.9 to 1.4)')],
      },
      { measure: 'planned', title: '', ofWords: '', rows: [row('1.4 times (1.1 to 1.9), more than chance')] },
    ],
    notices: [
      'Stepped down in 12 months, Female: 2.7 times as often as all others',
      'With a plan, Female: 1.4 times as often as all others',
    ],
  };
  const presented = (one: ReportGroups) => {
    const reader = figureReader({ userId: 'u', roles: ['governance'] } as unknown as Actor, byOneRule(STANDARD_RULE));
    return presentReportGroups({ groups: one, figures: [] }, { period, reader, before: reader });
  };

  it('say beside what was issued that those ratios and marked changes are withdrawn, and leave the others', () => {
    const told = presented(old);
    const ratios = [
      'withdrawn: 2.7 times (1.5 to 4.5)',
      '2.0 times (1.5 to 2.5), more than chance; held against those referred: withdrawn: 1.1 times (0.9 to 1.4)',
      '1.4 times (1.1 to 1.9), more than chance',
    ];
    expect(told?.tables.map(({ rows }) => [rows[0]?.ratio, rows[0]?.before?.ratio])).toEqual(
      ratios.map((one) => [one, one]),
    );
    expect(told?.tables.map(({ foldWords }) => foldWords.includes('1 group differs'))).toEqual([false, true, true]);
    expect(told?.notices).toEqual([
      'Withdrawn: “Stepped down in 12 months, Female: 2.7 times as often as all others”',
      'With a plan, Female: 1.4 times as often as all others',
    ]);
    expect(told?.words.join()).toContain('Correction: every ratio and marked change of these is withdrawn');
  });

  it('withdraw nothing of one that was counted so', () => {
    const whole = { measure: 'referred_entered', title: '', ofWords: '', rows: [row('1.0 times (0.9 to 1.1)')] };
    const told = presented({ ...old, tables: [...old.tables, whole] });
    expect(JSON.stringify(told)).not.toMatch(/withdrawn/i);
  });
});

interface Person {
  agency: string;
  group: string;
  isIn: boolean;
  isMet: boolean;
}

const agenciesOf = (people: readonly Person[]) => {
  const totals: Record<string, number> = {};
  for (const { agency, isIn } of people) if (isIn) totals[agency] = (totals[agency] ?? 0) + 1;
  return partsOf(totals);
};
const isShown = (people: readonly Person[]): boolean =>
  (readBy('manager', [cohort({ agencies: agenciesOf(people) })])?.tables.length ?? 0) > 0;

/** All that a manager could ever read or count, as if nothing were rounded: the own people, and the whole by group and measure. */
const viewOf = (people: readonly Person[]): string =>
  JSON.stringify([
    people.filter(({ agency }) => agency === 'own'),
    people.map(({ group, isIn, isMet }) => `${group} ${isIn} ${isMet}`).sort(),
  ]);
const countOf = (people: readonly Person[], agency: string, group: string): number =>
  people.filter((one) => one.agency === agency && one.group === group && one.isMet).length;

/** How many of a group another agency may have, as far as the manager can tell. */
function mayHave(people: readonly Person[], agency: string, group: string): Set<number> {
  const found = new Set([countOf(people, agency, group)]);
  const others = people.flatMap((one, at) => (one.agency === 'own' ? [] : [{ one, at }]));
  for (const { one, at } of others)
    for (const { one: other, at: to } of others) {
      const moved = people.with(at, { ...one, agency: other.agency });
      for (const changed of [moved, moved.with(to, { ...other, agency: one.agency })]) {
        if (!isShown(changed)) continue;
        expect(viewOf(changed)).toBe(viewOf(people));
        found.add(countOf(changed, agency, group));
      }
    }
  return found;
}

describe('groups beside the own agency’s people', () => {
  // Who entered within the year may have left: counted in a measure, not in the cohort.
  const person = (agencies: string[]) =>
    fc.record({
      agency: fc.constantFrom(...agencies),
      group: fc.constantFrom('W', 'B'),
      isIn: fc.constantFrom(true, true, true, false),
      isMet: fc.boolean(),
    });
  const partnership = fc.oneof(
    fc.array(person(['own', 'b']), { minLength: 1, maxLength: 18 }),
    fc.array(person(['own', 'b', 'b', 'c', 'c']), { minLength: 17, maxLength: 20 }),
    fc.array(person(['own', 'b', 'b', 'c', 'c', 'none']), { minLength: 17, maxLength: 20 }),
  );

  it('leave every small number of another agency open, even to who knows the whole to the person', () => {
    let shown = 0;
    fc.assert(
      fc.property(partnership, (people) => {
        if (!isShown(people)) return;
        shown += 1;
        for (const agency of ['b', 'c'])
          for (const group of ['W', 'B']) {
            const count = countOf(people, agency, group);
            if (count > 0 && count < STANDARD_RULE.threshold)
              expect(mayHave(people, agency, group).size).toBeGreaterThan(1);
          }
      }),
      { numRuns: 160, seed: 20261123 },
    );
    expect(shown).toBeGreaterThan(15);
  });
});
