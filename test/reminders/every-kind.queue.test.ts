import { ChangeLadder } from '../../src/reminders/change-ladder';
import { newId } from '../../src/shared/ids';
import { openAction } from '../handovers/arrange';
import type { CaseOptions } from '../factories';
import { administrator, chair, lead, manager } from './rungs';
import { RemindersTest } from './support/reminders-test';

/** Nobody is called this; a mail in which one of these stands has come from the record. */
const FROM_THE_RECORD = /zyxwalda|quibberton|TC-2026|TC-2027|weapon|club/i;

/** What the ladder carries about cases and meetings, in the words of a message. */
const SAID = [
  /review of a plan|reviews of plans/i,
  /an action you own|actions you own/i,
  /written plan of a case|written plans of cases/i,
  /setting a review date|review dates to set/i,
  /naming a plan owner|plan owners to name/i,
  /naming a lead professional|lead professionals to name/i,
  /screening of a case|screenings of cases/i,
  /check of the cohort decision|checks of cohort decisions/i,
  /minutes of a meeting|minutes of meetings/i,
];

describe('everything the ladder carries', () => {
  let test: RemindersTest;

  beforeAll(async () => {
    test = await RemindersTest.start();
  });
  afterAll(() => test.stop());

  const made = (options: CaseOptions): CaseOptions => ({
    ...{ givenName: 'Zyxwalda', familyName: 'Quibberton', planOwner: lead },
    ...options,
  });

  it('leaves as one message a person: each kind said, nobody named, not in the subject either', async () => {
    const [overdue] = await test.makeCases([
      made({ reviewDueOn: '2026-11-20' }),
      made({ planOwner: null, reviewDueOn: '2027-03-01' }),
      made({ leadProfessional: null, reviewDueOn: '2027-03-01' }),
      made({}),
      made({ plan: 'none', screenedOn: '2026-01-05', cohortSince: '2026-04-01' }),
    ]);
    const actionId = await openAction(test.app, overdue?.individualId ?? '', test.app.userId(lead));
    await test.app.sql(`UPDATE actions SET due_on = '2026-11-19', version = version + 1 WHERE id = $1`, [actionId]);
    await test.app.sql(
      `INSERT INTO meetings (id, panel_id, held_on, starts_at, place, status, created_by, created_at, closed_at)
       SELECT $1, p.id, '2026-10-07', '10:00', 'Town hall', 'held', $2, now(), '2026-10-07T12:00:00Z' FROM panels p LIMIT 1`,
      [newId(), test.app.userId(chair)],
    );
    await test.startWorker();
    await test.round();
    const { received } = test.mailbox;
    const together = received.map(({ text }) => text).join('\n');
    expect(SAID.filter((words) => !words.test(together))).toEqual([]);
    expect(received.map(({ to }) => to).sort()).toEqual([chair, lead, manager]);
    for (const { subject, raw } of received) {
      expect(subject).toMatch(/^You have \d+ reminders?$/);
      expect(raw).not.toMatch(FROM_THE_RECORD);
    }
  });

  it('leaves at once where the rung says so, and only there: after the message of the day nothing else does', async () => {
    await test.endEverything();
    await test.app.sql('UPDATE digests SET is_daily = true');
    test.mailbox.received.length = 0;
    const { scheduleId } = await test.makeCase(made({ reviewDueOn: '2026-11-20' }));
    await test.until('the review is owed', async () => (await test.reminders(scheduleId)).length > 0);
    const waiting = (await test.reminders(scheduleId)).map(({ email, status }) => [email, status]);
    expect(waiting).toEqual([
      [lead, 'owed'],
      [manager, 'owed'],
    ]);
    await test.app.app.get(ChangeLadder).keep(await test.app.actor(administrator), {
      ...{ daysAfterDue: -3, audience: 'responsible', isImmediate: true, coversActions: true },
    });
    const soon = await test.makeCase(made({ reviewDueOn: '2026-11-24' }));
    const sent = await test.settled(soon.scheduleId);
    expect(sent.map(({ email, rung, status }) => [email, rung, status])).toEqual([
      [lead, 'day_minus_3_responsible', 'sent'],
    ]);
    expect((await test.reminders(scheduleId)).find(({ email }) => email === manager)?.status).toBe('owed');
    expect(test.mailbox.received.map(({ to }) => to)).toEqual([lead]);
  });
});
