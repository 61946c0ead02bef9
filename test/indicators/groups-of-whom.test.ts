import { FreezeGroups } from '../../src/indicators';
import { MEASURES } from '../../src/indicators/groups/group-comparison';
import { newId } from '../../src/shared/ids';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { disturb } from './disturbed-cases';
import { generatedCases, type Known } from './generated-cases';
import { RECOMPUTED_GROUPS } from './recomputed-groups';

interface Cell {
  measure: string;
  dimension: string;
  key: string;
  people: number;
}

const ETHNICITIES = ['W1', 'A2', 'B1', 'M3', 'NS', 'not_asked'];

/** Everybody who stepped down is of one group that has nobody else: whoever left is not among those who are still there. */
async function describePeople(test: TestApp, known: readonly Known[]): Promise<void> {
  for (const [n, { made, left }] of known.entries())
    await test.sql('UPDATE individuals SET ethnicity = $2, sex = $3, version = version + 1 WHERE id = $1', [
      made.individualId,
      left === 'stepped_down' ? 'O9' : ETHNICITIES[n % ETHNICITIES.length],
      n % 3 === 0 ? 'female' : 'male',
    ]);
}

/** Before and after entry, more than a year ago, twice, on the day of entry, and of people who never entered. */
async function refer(test: TestApp, known: readonly Known[]): Promise<void> {
  const days = ['2026-02-20', '2025-12-31', '2026-06-01', '2026-03-01', '2026-01-01'];
  const referrals = known.flatMap(({ made }, n) => (n % 7 === 3 ? [] : [[made.individualId, days[n % days.length]]]));
  for (let n = 0; n < 12; n += 1) {
    const { individualId } = await makeCase(test, { tier: null, leadProfessional: null, planOwner: null });
    referrals.push([individualId, '2026-09-09'], [individualId, '2026-10-10']);
  }
  for (const [person, day] of referrals)
    await test.sql(
      `INSERT INTO referrals (id, reference, panel_id, individual_id, given_name, family_name, search_name, kind, reason, is_told,
         referred_by, agency_id, referred_at, triage_due_on, status, answer, answered_at)
       SELECT $1::uuid, 'RF-' || $1::uuid, $2, $3, 'Demo', 'Person', 'demo person', 'proactive', 'Seen with a knife', 'no',
         u.id, u.agency_id, ($4::date + time '23:30') AT TIME ZONE 'Europe/London', $4::date + 7, 'accepted', 'Taken up', $4::date + 1 FROM users u WHERE u.id = $5`,
      [newId(), test.partnership.panelId, person, day, test.userId('officer@tvp.example')],
    );
}

async function listAndLift(test: TestApp, known: readonly Known[]): Promise<void> {
  const [chair, governance] = [test.userId('chair@mace.example'), test.userId('governance@sbc.example')];
  const lifted = known.filter((_, n) => n % 5 === 4);
  for (const [n, { made }] of lifted.entries())
    await test.sql(
      `INSERT INTO individual_restrictions (id, individual_id, reason, restricted_by, restricted_at, lift_asked_by, lifted_by, lifted_at)
       VALUES ($1, $2, 'Threats', $3, '2025-10-01', $3, $4, $5)`,
      [newId(), made.individualId, chair, governance, n % 2 === 0 ? '2026-12-31T23:30:00Z' : '2025-12-31T12:00:00Z'],
    );
  for (const [at, until] of ['2025-12-31', '2026-03-31', '2026-06-30'].entries()) {
    const list = newId();
    await test.sql('INSERT INTO top_five_lists VALUES ($1, $2, $3, now())', [list, until, chair]);
    for (const [place, { made }] of known.slice(at * 4, at * 4 + 5).entries())
      await test.sql(`INSERT INTO top_five_people VALUES ($1, $2, $3, $4, 'Of the test')`, [
        ...[newId(), list, made.individualId, place + 1],
      ]);
  }
}

describe('each measure of groups, and of whom it is a part', () => {
  let test: TestApp;
  let frozen: Cell[];

  beforeAll(async () => {
    test = await TestApp.start();
    const known = await generatedCases(test, 70);
    await describePeople(test, known);
    await refer(test, known);
    await listAndLift(test, known);
    await disturb(test, known);
    test.clock.set(new Date('2027-01-01T09:00:00Z'));
    await test.get(FreezeGroups).run();
    frozen = await test.sql<Cell>(
      `SELECT measure, dimension, key, people::int FROM group_figures WHERE period_until = '2026-12-31' AND dimension <> 'disability'
        ORDER BY measure, dimension, key`,
    );
  }, 120_000);
  afterAll(() => test.stop());

  const peopleOf = (measure: string, { dimension, key }: Pick<Cell, 'dimension' | 'key'>): number =>
    frozen.find((one) => one.measure === measure && one.dimension === dimension && one.key === key)?.people ?? 0;

  it('counts the same people as its words, worked out a second time in SQL of its own', async () => {
    expect(frozen).toEqual(await test.sql<Cell>(RECOMPUTED_GROUPS, ['2026-01-01', '2026-12-31']));
  });

  it.each(Object.keys(MEASURES))('%s counts somebody, and in no group more than it is held against', (measure) => {
    const of = MEASURES[measure]?.of ?? 'census';
    expect(peopleOf(measure, { dimension: 'all', key: 'all' })).toBeGreaterThan(0);
    if (of === 'census') return;
    const over = frozen.filter((cell) => cell.measure === measure && cell.people > peopleOf(of, cell));
    expect(over).toEqual([]);
  });

  it('holds whoever left against those they were among, not against those who are still there', () => {
    const other = { dimension: 'ethnicity', key: 'O' };
    expect(peopleOf('stepped_down', other)).toBeGreaterThan(peopleOf('in_cohort', other));
    expect(peopleOf('in_cohort_year', other)).toBeGreaterThanOrEqual(peopleOf('stepped_down', other));
    expect(peopleOf('entered', { dimension: 'all', key: 'all' })).toBeGreaterThan(
      peopleOf('referred_entered', { dimension: 'all', key: 'all' }),
    );
  });
});
