import fc from 'fast-check';
import type { Actor } from '../../platform/access';
import type { Cell } from '../domain/figure';
import { quarterOf } from '../domain/quarter';
import { STANDARD_RULE } from '../domain/small-numbers';
import { type Figure, type IndicatorFigures, ownParts } from '../figures';
import type { DefinitionRow } from '../indicators.queries';
import { byOneRule, figureReader } from '../reader-of-figures';
import { presentLine } from './present-line';

const actorOf = (role: Actor['roles'][number]): Actor => ({
  userId: 'u',
  displayName: 'M. Anager',
  agencyId: 'own',
  agencyName: 'Ours',
  agencyKind: 'council',
  roles: [role],
  accessKeys: [],
  email: '',
});
const manager = actorOf('manager');
const reader = figureReader(manager, byOneRule(STANDARD_RULE));
const quarter = quarterOf('2026-11-21');
const UNTILS = ['2025-12-31', '2026-06-30', '2026-09-30'];
const definition: DefinitionRow = {
  ...{
    id: 'd',
    code: 'I2',
    number: 1,
    position: 2,
    name: 'Plan coverage',
    wording: '',
    numerator: '',
    denominator: '',
  },
  ...{ cut_off: '', direction: 'up', shape: 'share', target: 80, amber_within: 5, baseline: '', owner: '', source: '' },
  ...{
    method: '',
    kind: 'computed',
    rule: 'r',
    held_by: null,
    in_force_on: '2024-04-01',
    made_by: 'A',
    made_at: new Date(0),
  },
};

type Parts = Record<string, { met: number; rest: number }>;

function figureOf(parts: Parts, until: string | null): Figure {
  const agencies = Object.entries(parts).flatMap(([key, { met, rest }]): Cell[] =>
    met + rest === 0 ? [] : [{ dimension: 'agency', key, met, total: met + rest, amount: null }],
  );
  const sum = (of: (cell: Cell) => number): number => agencies.reduce((total, cell) => total + of(cell), 0);
  const total = {
    dimension: 'all',
    key: 'all',
    met: sum((one) => one.met),
    total: sum((one) => one.total),
    amount: null,
  };
  return {
    code: 'I2',
    quarter: until === null ? quarter : quarterOf(until),
    number: until === null ? null : 1,
    source: 'computed',
    hasData: true,
    note: '',
    recordedBy: 'The service',
    recordedAt: new Date(0),
    definitionNumber: null,
    judgedBy: undefined,
    total,
    cells: [total, ...agencies],
    agencies,
    ofOwnAgency: [],
  };
}

function figuresOf([today, ...before]: readonly Parts[]): IndicatorFigures {
  const now = figureOf(today ?? {}, null);
  const quarters = before.map((parts, at) => figureOf(parts, UNTILS[at] ?? ''));
  return { definition, now, quarters, own: ownParts(manager, now, quarters) };
}
const lineOf = (times: readonly Parts[]) => presentLine(figuresOf(times), { quarter, reader });

/** What a manager knows by right, and what the partnership's figures told them before there was a page of their own. */
const knownOf = (times: readonly Parts[]): string => {
  const { now, quarters } = figuresOf(times);
  return JSON.stringify([
    times.map(({ own }) => own),
    ...[now, ...quarters].map((figure) => [reader.read('share', figure), figure && figure.agencies.length > 0]),
  ]);
};

describe('the line of an indicator to a manager', () => {
  const part = fc.record({ met: fc.integer({ min: 0, max: 9 }), rest: fc.integer({ min: 0, max: 3 }) });
  const parts = fc.record({ own: part, b: part, c: part });
  const times = fc.array(parts, { minLength: 4, maxLength: 4 });

  it('is the own agency’s exact part where the partnership’s cannot be shown, judged by it and drawn', () => {
    const small = { met: 1, rest: 0 };
    const line = lineOf([
      { own: { met: 9, rest: 1 }, b: small },
      { own: { met: 7, rest: 3 }, b: small },
      { own: { met: 8, rest: 2 }, b: small },
      { own: { met: 17, rest: 3 }, b: small },
    ]);
    expect(line.readings).toHaveLength(1);
    const [own] = line.readings;
    expect([own?.label, own?.now.words, own?.now.ofWords]).toEqual(['Your agency', '90%', '9 of 10']);
    expect([own?.last.words, own?.changeSinceLast]).toEqual(['85%', 'Up 5, better']);
    expect([own?.year.words, own?.changeSinceYear]).toEqual(['70%', 'Up 20, better']);
    expect([own?.rag.words, own?.rag.icon]).toEqual(['On target', '●']);
    expect(own?.trend.dots).toHaveLength(3);
  });

  it('has the partnership’s second where that may stand beside it, as its board reads it', () => {
    const big = { met: 20, rest: 3 };
    const at = { own: { met: 9, rest: 1 }, b: big, c: big };
    const { readings } = lineOf([at, at, at, at]);
    expect(readings.map(({ label }) => label)).toEqual(['Your agency', 'Partnership']);
    const board = figureReader(actorOf('panel_member'), byOneRule(STANDARD_RULE));
    const figures = { ...figuresOf([at, at, at, at]), own: { now: undefined, quarters: [] } };
    const [told] = presentLine(figures, { quarter, reader: board }).readings;
    expect(told?.label).toBe('');
    expect(readings[1]).toEqual({ ...told, label: 'Partnership' });
  });

  it('holds nothing against times before where it is not shown itself', () => {
    const small = { met: 1, rest: 0 };
    const at = { own: { met: 9, rest: 1 }, b: { met: 20, rest: 3 }, c: { met: 20, rest: 3 } };
    const board = figureReader(actorOf('panel_member'), byOneRule(STANDARD_RULE));
    const figures = {
      ...figuresOf([{ own: small, b: small, c: small }, at, at, at]),
      own: { now: undefined, quarters: [] },
    };
    const [told] = presentLine(figures, { quarter, reader: board }).readings;
    expect([told?.now.value, told?.changeSinceLast, told?.changeSinceYear]).toEqual([null, '', '']);
  });

  it('of an agency that has nobody in it is of nobody', () => {
    const big = { met: 20, rest: 3 };
    const [own] = lineOf([{ b: big }, { b: big }, { b: big }, { b: big }]).readings;
    expect([own?.label, own?.now.words, own?.rag.words]).toEqual(['Your agency', 'None to count', 'Not judged']);
  });

  it('tells nothing that own counts and the partnership’s rounded ones did not tell', () => {
    let alike = 0;
    let hidden = 0;
    fc.assert(
      fc.property(times, times, (one, two) => {
        const other = two.map((at, n) => ({ ...at, own: one[n]?.own ?? at.own }));
        if (knownOf(one) !== knownOf(other)) return;
        alike += 1;
        if (lineOf(one).readings.length === 1) hidden += 1;
        expect(lineOf(other)).toEqual(lineOf(one));
      }),
      { numRuns: 4000, seed: 20261123 },
    );
    expect(alike).toBeGreaterThan(100);
    expect(hidden).toBeGreaterThan(50);
  });
});
