import { chair, lead, manager } from './rungs';
import { RemindersTest } from './support/reminders-test';

describe('a cohort decision that is owed', () => {
  let test: RemindersTest;

  beforeAll(async () => {
    test = await RemindersTest.start();
    await test.startWorker();
  });
  afterAll(() => test.stop());

  const accepted = async (): Promise<{ individualId: string; decisionId: string }> => {
    const made = await (
      await test.app.api('dsl@school.example')
    ).post('/referrals', {
      ...{ givenName: 'Ember', familyName: 'Quarrington', dateOfBirth: '2010-05-04', isTold: 'not_safe' },
      ...{ kind: 'reactive', happenedOn: '2026-11-18', reason: 'A knife', isExperiencing: null, isPerpetrating: true },
      individualId: null,
    });
    const answer = { decision: 'accept', reason: 'Two agencies see it', answer: 'We take this on' };
    const api = await test.app.api(chair);
    expect((await api.post(`/referrals/${made.body.id}/triage`, answer).set('If-Match', '"1"')).status).toBe(201);
    const [row] = await test.app.sql<{ individualId: string; decisionId: string }>(
      'SELECT individual_id AS "individualId", id AS "decisionId" FROM cohort_decisions WHERE referral_id = $1',
      [made.body.id],
    );
    return row ?? { individualId: '', decisionId: '' };
  };

  it('is said to the chair of its panel while there is time, to managers of the case when it is late, and no more once it is made', async () => {
    const { individualId, decisionId } = await accepted();
    await test.round();
    const said = await test.app.sql('SELECT kind, rung, told_as, status FROM reminders WHERE subject_id = $1', [
      decisionId,
    ]);
    expect(said).toEqual([{ kind: 'cohort_decision', rung: 'due_in_14_days', told_as: 'panel_chair', status: 'sent' }]);
    // The referral that waited for triage was said to them at once.
    const texts = test.mailbox.to(chair).map(({ text }) => text);
    expect(texts.join('\n')).toContain('A decision about the cohort before your panel is due in 13 days');
    const api = await test.app.api(chair);
    const named = { individualId, kind: 'lead_professional', userId: test.app.userId(lead) };
    expect((await api.post('/assignments', named)).status).toBe(201);
    test.app.clock.set('2026-12-07T10:00:00Z');
    await test.until('its manager has been told', () => test.mailbox.to(manager).length === 1);
    expect(test.mailbox.to(manager)[0]?.text).toContain(
      'A decision about the cohort of your agency is overdue by 3 days',
    );
    expect(test.mailbox.to(lead)).toEqual([]);
    const refusal = { reason: 'Early help', deciders: ['Ms Demo, council'] };
    const again = await (
      await test.app.api(manager)
    )
      .post(`/cohort-decisions/${decisionId}/refusal`, refusal)
      .set('If-Match', '"1"');
    expect(again.body).toEqual({ id: decisionId, staysVisible: true });
    test.mailbox.received.length = 0;
    test.app.clock.set('2027-01-20T10:00:00Z');
    await test.round();
    expect(test.mailbox.received.filter(({ text }) => text.includes('about the cohort'))).toEqual([]);
  });
});
