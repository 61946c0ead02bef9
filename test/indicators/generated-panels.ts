import { newId } from '../../src/shared/ids';
import type { TestApp } from '../support/test-app';
import type { Known } from './generated-cases';

/** What panels did with the generated people: the known answers of indicators I19 and M5, worked out in plain JavaScript. */
export interface KnownOfPanels {
  /** Decided at a panel this quarter. */
  decided: Known[];
  /** Of them, those whom another panel had decided thirty days before; of the others some 43 days before. */
  twice: Known[];
  /** Days from an accepted referral to the first approval of the plan, of plans first approved this quarter. */
  daysToPlan: number[];
}

export async function generatedPanels(test: TestApp, known: Known[]): Promise<KnownOfPanels> {
  const chair = test.userId('chair@mace.example');
  const other = newId();
  await test.sql(`INSERT INTO panels (id, name, abbreviation, created_at) VALUES ($1, 'Risk meeting', 'RMM', now())`, [
    other,
  ]);
  const here = known.filter((_, n) => n % 4 === 1);
  const elsewhere = known.filter((_, n) => n % 8 === 1);
  const longAgo = known.filter((_, n) => n % 8 === 5);
  await decide(test, { panelId: test.partnership.panelId, on: '2026-11-12', by: chair }, here);
  await decide(test, { panelId: other, on: '2026-10-13', by: chair }, elsewhere);
  await decide(test, { panelId: other, on: '2026-09-30', by: chair }, longAgo);
  const planned = known.filter((one, n) => one.isPlanned && n % 3 === 1);
  const daysToPlan: number[] = [];
  for (const [at, one] of planned.entries()) {
    await referred(test, one, `2026-09-${String(10 + at)}`, chair);
    // Every other plan was approved before the quarter began: it is not counted.
    const isNow = at % 2 === 0;
    await firstApproved(test, one, isNow ? '2026-10-12' : '2026-09-25', chair);
    if (isNow) daysToPlan.push(32 - at);
  }
  return { decided: here, twice: elsewhere, daysToPlan };
}

/** The middle one, or the mean of the middle two. */
export function median(numbers: number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return ((low ?? NaN) + (high ?? NaN)) / 2;
}

async function decide(
  test: TestApp,
  meeting: { panelId: string; on: string; by: string },
  people: Known[],
): Promise<void> {
  const id = newId();
  await test.sql(
    `INSERT INTO meetings (id, panel_id, held_on, starts_at, place, status, created_by, created_at)
     VALUES ($1, $2, $3, '10:00', 'Online', 'held', $4, now())`,
    [id, meeting.panelId, meeting.on, meeting.by],
  );
  await test.sql(
    `INSERT INTO meeting_items (id, meeting_id, panel_id, individual_id, reason, position, status, decision, rationale, decided_by, decided_at, created_at)
     SELECT gen_random_uuid(), $1, $2, one.id, 'added', one.n, 'decided', 'continue', 'Said there', $3, now(), now()
       FROM unnest($4::uuid[]) WITH ORDINALITY AS one (id, n)`,
    [id, meeting.panelId, meeting.by, people.map(({ made }) => made.individualId)],
  );
}

const referred = (test: TestApp, { made }: Known, on: string, by: string) =>
  test.sql(
    `INSERT INTO referrals (id, reference, panel_id, individual_id, given_name, family_name, search_name, kind, reason, is_told,
       referred_by, agency_id, referred_at, triage_due_on, status, answer, answered_at)
     SELECT $1, 'RF-' || $2::text, $3, $2::uuid, 'Demo', 'Person', 'demo person', 'proactive', 'Seen with a knife', 'no',
       u.id, u.agency_id, $4::date, $4::date + 7, 'accepted', 'Taken up', $4::date + 1 FROM users u WHERE u.id = $5`,
    [newId(), made.individualId, test.partnership.panelId, on, by],
  );

const firstApproved = (test: TestApp, { made }: Known, on: string, by: string) =>
  test.sql(
    `INSERT INTO plan_editions (id, plan_id, individual_id, number, content, approved_by, approved_at)
     VALUES ($1, $2, $3, 1, '{}', $4, $5::date)`,
    [newId(), made.planId, made.individualId, by, on],
  );
