import { ClosePlan } from '../../src/plans';
import { Transactions } from '../../src/platform/database';
import { RecordReview } from '../../src/reviews';
import { load } from 'cheerio';
import { makeCase, type MadeCase } from '../factories';
import { type ApiClient, TestApp } from '../support/test-app';

const RECORDED = 'This review has been recorded, so nothing about its date can change.';
const CANCELLED = 'The plan was closed and its review cancelled, so nothing about it can change.';
const EXEMPT_FIRST = 'This review is exempt. Clear the exemption first.';

/** What is asked, as the API names it. */
const ASKS = {
  exemption: { kind: 'custody', words: 'Remanded.', until: '2027-01-20' },
  'exemption/clearing': { reason: 'Released.' },
  'due-date': { dueOn: '2026-12-10', reason: 'Court.' },
};

describe('what the state of a schedule forbids, and how its page says what was sent', () => {
  let test: TestApp;
  let manager: ApiClient;

  beforeAll(async () => {
    test = await TestApp.start();
    manager = await test.api('manager@scf.example');
  });
  afterAll(() => test.stop());

  const review = (made: MadeCase) => ({
    individualId: made.individualId,
    heldOn: '2026-11-21',
    earlyReason: 'They move away in December',
    personViewAnswer: 'agrees' as const,
    personView: 'It helps',
    summary: 'Held at school',
    decision: 'continue' as const,
    rationale: 'It works',
    attendees: [],
  });
  const intoState = {
    active: async () => undefined,
    exempt: async ({ scheduleId }: MadeCase) => {
      const asked = manager.post(`/review-schedules/${scheduleId}/exemption`, ASKS.exemption);
      expect((await asked.set('If-Match', '"1"')).status).toBe(201);
    },
    completed: async (made: MadeCase) => {
      await test.get(RecordReview).run(await test.actor('manager@scf.example'), review(made));
    },
    cancelled: async ({ planId, individualId }: MadeCase) => {
      const actor = await test.actor('manager@scf.example');
      await test.get(Transactions).act(actor, (tx) => test.get(ClosePlan).within(tx, { planId, individualId }));
    },
  };
  const written = ({ scheduleId, individualId }: MadeCase) =>
    test.sql<{ version: number }>(
      `SELECT s.*, (SELECT count(*)::int FROM review_schedule_changes c WHERE c.schedule_id = s.id) AS changes,
              (SELECT count(*)::int FROM audit_events a WHERE a.individual_id = $2 AND a.act LIKE 'review\\_schedule.%'
                 AND a.act NOT LIKE '%.read') AS audited
         FROM review_schedules s WHERE s.id = $1`,
      [scheduleId, individualId],
    );

  it.each([
    ['active', 'exemption/clearing', 'This review is not exempt.'],
    ['exempt', 'exemption', 'This review is exempt already. Clear that exemption first.'],
    ['exempt', 'due-date', EXEMPT_FIRST],
    ['completed', 'exemption', RECORDED],
    ['completed', 'exemption/clearing', RECORDED],
    ['completed', 'due-date', RECORDED],
    ['cancelled', 'exemption', CANCELLED],
    ['cancelled', 'exemption/clearing', CANCELLED],
    ['cancelled', 'due-date', CANCELLED],
  ] as const)('%s: %s is refused with the reason and leaves no trace', async (state, ask, reason) => {
    const made = await makeCase(test, { plan: 'live', reviewDueOn: '2026-12-31' });
    await intoState[state](made);
    const [before] = await written(made);
    const path = `/review-schedules/${made.scheduleId}/${ask}`;
    const refused = await manager.post(path, ASKS[ask]).set('If-Match', `"${before?.version}"`);
    expect([refused.status, refused.body.title]).toEqual([409, reason]);
    expect(await written(made)).toEqual([before]);
  });

  it('exempt: a review does not get round it, and leaves no trace', async () => {
    const made = await makeCase(test, { plan: 'live', reviewDueOn: '2026-12-31' });
    await intoState.exempt(made);
    const [before] = await written(made);
    const { individualId } = made;
    await expect(
      test.get(RecordReview).run(await test.actor('manager@scf.example'), review(made)),
    ).rejects.toMatchObject({ status: 409 });
    expect(await written(made)).toEqual([before]);
    expect(await test.sql('SELECT 1 FROM reviews WHERE individual_id = $1', [individualId])).toEqual([]);
  });

  it('calls the rungs of the ladder by their words, whoever made them', async () => {
    const made = await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-05' });
    await test.sql(
      `INSERT INTO reminders (id, kind, subject_id, subject_version, individual_id, recipient_id, told_as, rung, due_on, status,
                              status_reason, owed_at)
       SELECT gen_random_uuid(), 'review', $1, 1, $2, $3, 'panel_chair', g.rung, '2026-11-05', 'suppressed', 'newer_rung', now()
         FROM reminder_rungs g`,
      [made.scheduleId, made.individualId, test.userId('chair@mace.example')],
    );
    const table = load(
      (await (await test.browse('lead@scf.example')).get(`/individuals/${made.individualId}/review-date`)).text,
    )('#reminders tbody').text();
    expect(table).toContain('Overdue by 14 days, to the partnership lead');
    expect(table).toContain('Overdue by 1 day, to the managers');
    expect(table).toContain('Due in 7 days, to the plan owner and lead professional');
    expect(table).toContain('a later reminder took its place');
    expect(table).not.toMatch(/overdue \d|\d days (lead|panel|manager)\b/);
  });
});
