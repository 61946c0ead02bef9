import { FreezeQuarters, RefreshFigures } from '../../src/indicators';
import { Transactions } from '../../src/platform/database';
import { TestApp } from '../support/test-app';
import { generatedCases, type Known } from './generated-cases';
import { generatedPanels, type KnownOfPanels, median } from './generated-panels';

const TODAY = '2026-11-21';

describe('the figures worked out from the record', () => {
  let test: TestApp;
  let known: Known[];
  let panels: KnownOfPanels;

  beforeAll(async () => {
    test = await TestApp.start();
    known = await generatedCases(test);
    panels = await generatedPanels(test, known);
    await test.get(RefreshFigures).run();
  }, 60_000);
  afterAll(() => test.stop());

  const kept = async (code: string, dimension = 'all'): Promise<Record<string, string>> => {
    const rows = await test.sql<{ key: string; met: string; total: string }>(
      'SELECT key, met::text, total::text FROM kept_figures WHERE code = $1 AND dimension = $2',
      [code, dimension],
    );
    return Object.fromEntries(rows.map(({ key, met, total }) => [key, `${met} of ${total}`]));
  };

  /** The known answer, worked out from what was put in. */
  const answer = (people: Known[], isMet: (one: Known) => boolean): { all: string } => ({
    all: `${people.filter(isMet).length} of ${people.length}`,
  });

  it('count what was put in, indicator by indicator', async () => {
    const within = known.filter((one) => one.isIn);
    const planned = known.filter((one) => one.isPlanned);
    const factors = planned.flatMap((one) => one.factors);
    const audited = planned.filter((one) => one.audit !== null);
    const expected: Record<string, { all: string }> = {
      C1: answer(within, () => true),
      // Valid for six months: of 21 May it has just run out, of 22 May it has not. A date without answers does not count.
      I1: answer(within, (one) => one.hasTool && one.screenedOn === '2026-05-22'),
      I2: answer(
        within.filter((one) => one.entered < '2026-10-24'),
        (one) => one.isPlanned && !one.isOverdue,
      ),
      I3: answer(planned, (one) => one.hasOwner),
      I4: answer(planned, (one) => one.domains === 4 && one.needsAnswered),
      I5: { all: `${factors.filter(Boolean).length} of ${factors.length}` },
      I6: { all: '0 of 1' },
      I13: answer(
        within.filter((one) => one.age >= 18 && one.age < 25),
        (one) => one.isPlanned && one.hasLead,
      ),
      I17a: answer(planned, (one) => one.audit !== null),
      I17b: answer(audited, (one) => one.audit === 'good'),
      I18: { all: '0 of 0' },
      I19: { all: `${panels.twice.length} of ${panels.decided.length}` },
      I20: answer(
        known.filter((one) => one.lowerBand !== null),
        (one) => one.lowerBand === true,
      ),
      M1: { all: reviewsOnTime(known) },
      M2: answer(
        known.filter((one) => one.isOverdue),
        () => true,
      ),
      M3: { all: actionsOnTime(known) },
      M4: answer(known.filter(isActionOverdue), () => true),
      M5: { all: `${panels.daysToPlan.length} of ${panels.daysToPlan.length}` },
      M6: answer(
        known.filter((one) => one.left !== null),
        (one) => one.left === 'stepped_down',
      ),
      M7: answer(
        known.filter((one) => one.entered >= '2026-10-01'),
        (one) => one.cameBack,
      ),
      M8: { all: `${reviewed(known).length} of ${2 * reviewed(known).length}` },
    };
    for (const [code, value] of Object.entries(expected)) expect([code, await kept(code)]).toEqual([code, value]);
    const [plans] = await test.sql<{ days: number }>(
      `SELECT amount::float AS days FROM kept_figures WHERE code = 'M5' AND dimension = 'all'`,
    );
    expect(plans?.days).toBe(median(panels.daysToPlan));
    // None that the service works out is left out here.
    const computed = await test.sql<{ code: string }>(
      `SELECT DISTINCT code FROM indicator_definitions WHERE rule IS NOT NULL ORDER BY 1`,
    );
    expect(Object.keys(expected).sort()).toEqual(computed.map(({ code }) => code));
    // Every one that says something must have somebody on each side, or this test would notice little.
    for (const code of ['I1', 'I2', 'I3', 'I4', 'I5', 'I13', 'I17a', 'I17b', 'I19', 'I20', 'M1', 'M3', 'M6', 'M7']) {
      const [met, total] = (expected[code]?.all ?? '').split(' of ').map(Number);
      expect([code, (met ?? 0) > 0 && (met ?? 0) < (total ?? 0)]).toEqual([code, true]);
    }
  });

  it('break down to the same total, by agency, age band and strand', async () => {
    const byOwner = known.filter((one) => one.isIn && one.agency === 'officer@tvp.example').length;
    const [police] = await test.sql<{ agency_id: string }>(
      `SELECT agency_id FROM users WHERE email = 'officer@tvp.example'`,
    );
    expect((await kept('C1', 'agency'))[police?.agency_id ?? '']).toBe(`${byOwner} of ${byOwner}`);
    const of18 = known.filter((one) => one.isIn && one.age >= 18 && one.age < 25).length;
    expect((await kept('C1', 'age_band'))['18_to_24']).toBe(`${of18} of ${of18}`);
    expect(await kept('C1', 'strand')).toEqual({ at_risk: (await kept('C1'))['all'] });
    const rungs = await kept('M2', 'part');
    expect(Object.keys(rungs)).toEqual(['14']);
  });

  it('count nobody who is restricted, as if they were not there, and tell nothing of the difference to a page', async () => {
    const before = await kept('C1');
    const one = known.find((person) => person.isIn);
    if (!one) throw new Error('Nobody is in.');
    await test.sql(
      `UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1`,
      [one.made.individualId, [test.userId('manager@scf.example')]],
    );
    await test.get(RefreshFigures).run();
    const without = await test.sql(
      `SELECT code, dimension, key, met, total, amount FROM kept_figures ORDER BY 1, 2, 3`,
    );
    expect(await kept('C1')).not.toEqual(before);
    // The same as with a person who never was in the cohort.
    await test.sql('BEGIN');
    await test.sql(
      `UPDATE individuals SET is_restricted = false, restricted_to = '{}', version = version + 1 WHERE id = $1`,
      [one.made.individualId],
    );
    await test.sql('COMMIT');
    await test.sql(`CREATE TABLE kept_aside AS SELECT * FROM cohort_memberships WHERE individual_id = $1`, [
      one.made.individualId,
    ]);
    await test.sql(`ALTER TABLE cohort_memberships DISABLE TRIGGER USER`);
    await test.sql(`UPDATE cohort_memberships SET started_on = '2030-01-01' WHERE individual_id = $1`, [
      one.made.individualId,
    ]);
    await test.get(RefreshFigures).run();
    expect(
      await test.sql(`SELECT code, dimension, key, met, total, amount FROM kept_figures ORDER BY 1, 2, 3`),
    ).toEqual(without);
    await test.sql(`UPDATE cohort_memberships m SET started_on = k.started_on FROM kept_aside k WHERE k.id = m.id`);
    await test.sql(`ALTER TABLE cohort_memberships ENABLE TRIGGER USER`);
    await test.sql('DROP TABLE kept_aside');
    await test.get(RefreshFigures).run();
    expect(await kept('C1')).toEqual(before);
  });

  it('are counted by the service alone, and kept where only those who read figures see them', async () => {
    const rows = async (email: string): Promise<number> => {
      const actor = await test.actor(email);
      return test.get(Transactions).act(
        actor,
        async (tx) =>
          (
            await tx.query(
              `SELECT 1 FROM kept_figures WHERE dimension IN ('all', 'agency', 'age_band', 'strand', 'part')
                 UNION ALL SELECT 1 FROM indicator_definitions`,
            )
          ).length,
      );
    };
    expect(await rows('lead@scf.example')).toBe(0);
    expect(await rows('administrator@sbc.example')).toBe(0);
    expect(await rows('analyst@sbc.example')).toBeGreaterThan(60);
    // To be rounded for them, as for the board; what they read of it: pages.test.ts. Of their own agency more: own-agency-parts.test.ts.
    expect(await rows('manager@scf.example')).toBe(await rows('analyst@sbc.example'));
    for (const email of ['analyst@sbc.example', 'chair@mace.example', 'governance@sbc.example']) {
      const actor = await test.actor(email);
      for (const sql of [
        `SELECT refresh_kept_figures('2026-10-01', '${TODAY}', now())`,
        `SELECT freeze_figures('2026-07-01', '2026-09-30', now())`,
      ]) {
        await expect(test.get(Transactions).act(actor, (tx) => tx.query(sql))).rejects.toMatchObject({
          driverError: { code: 'TC003' },
        });
      }
      await expect(
        test
          .get(Transactions)
          .act(actor, (tx) => tx.query(`SELECT figure_aggregates('screened', '2026-10-01', '${TODAY}')`)),
      ).rejects.toMatchObject({
        driverError: { code: '42501' },
      });
    }
  });

  it('freeze at the end of a quarter once, catch up what was missed, and never change', async () => {
    expect(await test.get(FreezeQuarters).run()).toBeGreaterThan(15);
    expect(await test.get(FreezeQuarters).run()).toBe(0);
    const frozen = await test.sql<{ code: string; until: string; met: string }>(
      `SELECT s.code, s.period_until::text AS until, c.met::text FROM figure_sets s JOIN figure_cells c ON c.set_id = s.id AND c.dimension = 'all' WHERE s.code IN ('C1', 'I3') ORDER BY 1`,
    );
    // At the end of September those who left in November were still there, and those of November not yet.
    const then = known.filter((one) => one.entered < '2026-10-01').length;
    expect(frozen).toEqual([
      { code: 'C1', until: '2026-09-30', met: String(then) },
      {
        code: 'I3',
        until: '2026-09-30',
        met: String(
          known.filter((one) => one.isPlanned && one.hasOwner && (one.entered < '2026-10-01' || one.cameBack)).length,
        ),
      },
    ]);
    test.clock.set(new Date('2027-07-03T10:00:00Z'));
    await test.get(FreezeQuarters).run();
    const quarters = await test.sql<{ until: string }>(
      `SELECT DISTINCT period_until::text AS until FROM figure_sets ORDER BY 1`,
    );
    expect(quarters.map(({ until }) => until)).toEqual(['2026-09-30', '2026-12-31', '2027-03-31', '2027-06-30']);
    test.clock.set(new Date('2026-11-21T10:00:00Z'));
    for (const sql of [
      `UPDATE figure_cells SET met = 99`,
      `DELETE FROM figure_cells`,
      `UPDATE figure_sets SET note = 'x'`,
      `DELETE FROM figure_sets`,
    ]) {
      await expect(test.sql(sql)).rejects.toMatchObject({ code: 'TC002' });
    }
  });
});

/** An action that answers a need, due on 10 October and still open. */
const isActionOverdue = (one: Known): boolean => one.isPlanned && one.factors[0] === true && one.lowerBand === null;

const reviewed = (known: Known[]): Known[] => known.filter((one) => one.reviewOnTime !== null);

/** Held ones of the quarter, and those that are overdue since the first of November and were never held. */
function reviewsOnTime(known: Known[]): string {
  const late = known.filter((one) => one.isOverdue).length;
  return `${reviewed(known).filter((one) => one.reviewOnTime).length} of ${reviewed(known).length + late}`;
}

/** One action for each need that is answered: due in October, done in time or still open. */
function actionsOnTime(known: Known[]): string {
  const actions = known.filter((one) => one.isPlanned && one.factors[0] === true);
  return `${actions.filter((one) => one.lowerBand !== null).length} of ${actions.length}`;
}
