import { RemindersTest } from '../reminders/support/reminders-test';

const ADMINISTRATOR = 'administrator@sbc.example';
const LEAD = 'lead@scf.example';

/** What is queued in somebody's name is looked at again when it leaves: who they are then, not who they were. */
describe('a reminder that waits for its recipient', () => {
  let test: RemindersTest;

  beforeAll(async () => {
    test = await RemindersTest.start();
    await test.startWorker();
  });
  afterAll(() => test.stop());

  const agency = (key: string): string => String(test.app.partnership.agencies[key]);
  const administer = async (act: string, fields: Record<string, string | string[]>): Promise<void> => {
    const path = `/users/${test.app.userId(LEAD)}`;
    const answer = await (
      await test.app.browse(ADMINISTRATOR)
    ).submit(`${path}/${act}`, { reason: 'A test', ...fields }, path);
    expect(answer.status).toBe(303);
  };

  it.each([
    ['agency', () => ({ agencyId: agency('tvp') }), () => ({ act: 'agency', fields: { agencyId: agency('scf') } })],
    ['roles', () => ({ roles: ['analyst'] }), () => ({ act: 'roles', fields: { roles: ['practitioner'] } })],
    ['disablement', () => ({}), () => ({ act: 'enablement', fields: {} })],
  ])('does not go when their account changes before it leaves: %s', async (act, fields, back) => {
    test.mailbox.received.length = 0;
    test.mailbox.behaviour = 'away';
    const made = await test.makeCase({ reviewDueOn: '2026-11-20', leadProfessional: LEAD, planOwner: LEAD });
    await test.tried(made.scheduleId);
    await administer(act, fields());
    await test.until('it is suppressed', async () => {
      const mine = (await test.reminders(made.scheduleId)).filter((row) => row.email === LEAD);
      return mine.length > 0 && mine.every((row) => row.status === 'suppressed');
    });
    test.mailbox.behaviour = 'accept';
    await test.until('others are told', () => test.mailbox.received.length > 0);
    expect(test.mailbox.to(LEAD)).toEqual([]);
    await test.endEverything();
    const { act: undo, fields: undone } = back();
    await administer(undo, undone);
  });
});
