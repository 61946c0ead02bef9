import { RecordReview, type NewReview } from '../../src/reviews';
import { Conflict, NotAllowed, NotFound, Stale } from '../../src/shared/errors';
import { newId } from '../../src/shared/ids';
import { type CaseOptions, makeCase, type MadeCase } from '../factories';
import { TestApp } from '../support/test-app';

describe('recording a review', () => {
  let test: TestApp;
  const due = (options: CaseOptions = {}) => makeCase(test, { plan: 'live', reviewDueOn: '2026-11-20', ...options });
  const answers = (made: MadeCase, changed: Partial<NewReview> = {}): NewReview => ({
    individualId: made.individualId,
    heldOn: '2026-11-21',
    personViewAnswer: 'partly',
    personView: 'I still want to try boxing.',
    summary: 'School attendance is up. No new incidents.',
    decision: 'continue',
    rationale: 'What is in place is working.',
    attendees: [],
    ...changed,
  });
  const record = async (email: string, review: NewReview) =>
    test.get(RecordReview).run(await test.actor(email), review);
  const schedulesOf = (made: MadeCase) =>
    test.sql(
      `SELECT status, due_on AS "dueOn", rule FROM review_schedules WHERE individual_id = $1 ORDER BY made_at, due_on`,
      [made.individualId],
    );

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('completes the schedule with the deadline it missed and starts the next from the day it was held', async () => {
    const made = await due();
    const { id, nextDueOn } = await record(
      'lead@scf.example',
      answers(made, {
        heldById: test.userId('manager@scf.example'),
        attendees: [
          {
            name: 'Ash Demo',
            agencyId: test.partnership.agencies['police'] ?? null,
            attended: true,
            contribution: 'x',
          },
          { name: 'A parent', attended: false, contribution: '' },
        ],
        actions: [
          {
            description: 'Book the boxing club',
            kind: 'divert',
            ownerId: test.userId('officer@tvp.example'),
            dueOn: '2026-11-28',
          },
        ],
      }),
    );
    // Six weeks from 21 November 2026 is Saturday 2 January 2027; Friday the 1st is a bank holiday.
    expect(nextDueOn).toBe('2026-12-31');
    expect(await schedulesOf(made)).toEqual([
      { status: 'completed', dueOn: '2026-11-20', rule: 'High tier: within 6 weeks' },
      { status: 'active', dueOn: '2026-12-31', rule: 'High tier: every 6 weeks' },
    ]);
    const [review] = await test.sql('SELECT * FROM reviews WHERE id = $1', [id]);
    expect(review).toMatchObject({
      schedule_id: made.scheduleId,
      deadline_on: '2026-11-20',
      held_on: '2026-11-21',
      held_by: test.userId('manager@scf.example'),
      recorded_by: test.userId('lead@scf.example'),
    });
    expect(
      await test.sql('SELECT name, attended FROM review_attendees WHERE review_id = $1 ORDER BY id', [id]),
    ).toEqual([
      { name: 'Ash Demo', attended: true },
      { name: 'A parent', attended: false },
    ]);
    expect(
      await test.sql(`SELECT description FROM actions WHERE made_in = 'review' AND made_in_id = $1`, [id]),
    ).toEqual([{ description: 'Book the boxing club' }]);
    const audit = await test.sql('SELECT act FROM audit_events WHERE individual_id = $1 ORDER BY act', [
      made.individualId,
    ]);
    expect(audit).toEqual([{ act: 'action.added' }, { act: 'review.recorded' }, { act: 'review_schedule.started' }]);
    expect(await test.sql(`SELECT kind FROM outbox_events WHERE subject_id = $1`, [id])).toEqual([
      { kind: 'review.recorded' },
    ]);
  });

  describe('who may record', () => {
    it.each(['lead@scf.example', 'manager@scf.example', 'chair@mace.example', 'member@mace.example'])(
      'lets %s',
      async (email) => {
        const made = await due();
        expect((await record(email, answers(made))).nextDueOn).toBe('2026-12-31');
      },
    );

    it.each([
      'officer@tvp.example',
      'manager@tvp.example',
      'analyst@sbc.example',
      'governance@sbc.example',
      'administrator@sbc.example',
    ])('does not let %s, to whom the case does not exist', async (email) => {
      const made = await due();
      await expect(record(email, answers(made))).rejects.toThrow(NotFound);
    });

    it('lets the manager of another agency once that agency works the case, and not after', async () => {
      const made = await due({ planOwner: 'officer@tvp.example' });
      await expect(record('manager@tvp.example', answers(made, { heldOn: '2026-11-19' }))).resolves.toBeDefined();
      await test.sql(
        `UPDATE assignments SET ended_at = now(), end_reason = 'left', version = version + 1
          WHERE individual_id = $1 AND kind = 'plan_owner'`,
        [made.individualId],
      );
      for (const email of ['manager@tvp.example', 'officer@tvp.example']) {
        await expect(record(email, answers(made))).rejects.toThrow(NotFound);
      }
    });

    it('keeps a restricted person to the people named, who may record', async () => {
      const made = await due({ restrictedTo: ['chair@mace.example', 'lead@scf.example'] });
      for (const email of ['member@mace.example', 'manager@scf.example']) {
        await expect(record(email, answers(made))).rejects.toThrow(NotFound);
      }
      await expect(record('chair@mace.example', answers(made))).resolves.toBeDefined();
    });
  });

  it('steps up through the cohort, and the new tier decides the next date', async () => {
    const made = await due();
    const { nextDueOn } = await record(
      'chair@mace.example',
      answers(made, { decision: 'step_up', newTier: 'critical' }),
    );
    expect(nextDueOn).toBe('2026-12-18');
    const periods = await test.sql(
      'SELECT tier, exit_reason AS "exitReason" FROM cohort_memberships WHERE individual_id = $1 ORDER BY recorded_at, started_on',
      [made.individualId],
    );
    expect(periods).toEqual([
      { tier: 'high', exitReason: 'superseded' },
      { tier: 'critical', exitReason: null },
    ]);
    // Whatever the tier becomes later, the review says what it decided.
    const chair = await test.browse('chair@mace.example');
    for (const page of ['reviews', 'reviews/new'])
      expect((await chair.get(`/individuals/${made.individualId}/${page}`)).text).toContain('Step up to Critical');
    const { body } = await (await test.api('chair@mace.example')).get(`/reviews?individualId=${made.individualId}`);
    expect(body.items).toMatchObject([{ decision: 'step_up', tier: 'high', newTier: 'critical' }]);
  });

  it('leaves a change of tier to managers and the panel', async () => {
    const made = await due();
    const stepUp = answers(made, { decision: 'step_up', newTier: 'critical' });
    await expect(record('lead@scf.example', stepUp)).rejects.toThrow(NotAllowed);
    expect(await schedulesOf(made)).toMatchObject([{ status: 'active' }]);
  });

  it('closes the plan and schedules nothing', async () => {
    const made = await due({ tier: 'monitoring' });
    const { nextDueOn } = await record('chair@mace.example', answers(made, { decision: 'close' }));
    expect(nextDueOn).toBeNull();
    expect(await schedulesOf(made)).toMatchObject([{ status: 'completed' }]);
    expect(await test.sql('SELECT status FROM plans WHERE id = $1', [made.planId])).toEqual([{ status: 'closed' }]);
    await expect(record('chair@mace.example', answers(made))).rejects.toThrow(Conflict);
  });

  it.each([
    [{ heldOn: '2026-11-22' }, 'heldOn'],
    [{ heldOn: '2026-06-01' }, 'heldOn'],
    [{ decision: 'step_up', newTier: null }, 'newTier'],
    [{ decision: 'step_up', newTier: 'medium' }, 'newTier'],
    [{ newTier: 'critical' }, 'newTier'],
    [{ rationale: ' ' }, 'rationale'],
    [{ heldById: newId() }, 'heldById'],
    [{ attendees: [{ name: ' ', attended: true, contribution: '' }] }, 'attendees.0.name'],
    [{ attendees: [{ name: 'A', agencyId: newId(), attended: true, contribution: '' }] }, 'attendees.0.agencyId'],
    [{ actions: [{ description: 'x', kind: 'inform', ownerId: newId(), dueOn: '2026-12-01' }] }, 'actions.0.ownerId'],
  ] as [Partial<NewReview>, string][])('refuses %j, names %s and saves nothing', async (changed, field) => {
    const made = await due();
    await expect(record('manager@scf.example', answers(made, changed))).rejects.toMatchObject({
      status: 422,
      problems: [{ field }],
    });
    expect(await schedulesOf(made)).toMatchObject([{ status: 'active' }]);
    expect(await test.sql('SELECT 1 FROM reviews WHERE individual_id = $1', [made.individualId])).toEqual([]);
  });

  it('undoes everything when the last step fails', async () => {
    const made = await due();
    // The next schedule is the last thing written.
    await test.sql(`ALTER TABLE review_schedules ADD CONSTRAINT no_more CHECK (due_on < '2026-12-01') NOT VALID`);
    await expect(
      record('chair@mace.example', answers(made, { decision: 'step_up', newTier: 'critical' })),
    ).rejects.toThrow();
    await test.sql('ALTER TABLE review_schedules DROP CONSTRAINT no_more');
    expect(await schedulesOf(made)).toMatchObject([{ status: 'active', dueOn: '2026-11-20' }]);
    for (const table of ['reviews', 'audit_events']) {
      expect(await test.sql(`SELECT 1 FROM ${table} WHERE individual_id = $1`, [made.individualId])).toEqual([]);
    }
    expect(await test.sql('SELECT tier FROM cohort_memberships WHERE individual_id = $1', [made.individualId])).toEqual(
      [{ tier: 'high' }],
    );
  });

  it.each([true, false])(
    'lets one of two people at once win and tells the other (schedule seen: %s)',
    async (isSeen) => {
      const made = await due();
      const seen = isSeen ? { scheduleId: made.scheduleId, scheduleVersion: 1 } : {};
      const settled = await Promise.allSettled([
        record('lead@scf.example', answers(made, seen)),
        record('chair@mace.example', answers(made, seen)),
      ]);
      expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const loser = settled.find((result) => result.status === 'rejected');
      expect(loser?.reason).toMatchObject(isSeen ? { code: 'stale' } : { problems: [{ field: 'heldOn' }] });
      expect(await schedulesOf(made)).toMatchObject([{ status: 'completed' }, { status: 'active' }]);
    },
  );

  it('refuses what was written against a schedule that has changed since', async () => {
    const made = await due();
    await test.sql(`UPDATE review_schedules SET explanation = 'Changed', version = 2 WHERE id = $1`, [made.scheduleId]);
    await expect(record('lead@scf.example', answers(made, { scheduleVersion: 1 }))).rejects.toThrow(Stale);
  });

  it('holds one review to a schedule in the database too', async () => {
    const made = await due();
    const { id } = await record('lead@scf.example', answers(made));
    const copy = test.sql(
      `INSERT INTO reviews SELECT $2, schedule_id, plan_id, individual_id, meeting_item_id, held_on, deadline_on,
         person_view_answer, person_view, summary, decision, rationale, held_by, recorded_by, recorded_at FROM reviews WHERE id = $1`,
      [id, newId()],
    );
    await expect(copy).rejects.toThrow('reviews_one_a_schedule');
  });

  it('reviews as high whoever has no tier, and says so', async () => {
    const made = await due({ tier: null });
    expect((await record('lead@scf.example', answers(made))).nextDueOn).toBe('2026-12-31');
    const [next] = await test.sql(
      `SELECT explanation FROM review_schedules WHERE individual_id = $1 AND status = 'active'`,
      [made.individualId],
    );
    expect(next?.['explanation']).toMatch(/^This person has no tier/);
  });
});
