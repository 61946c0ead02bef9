import { Reader } from '../../src/platform/database';
import { readableReminders } from '../../src/reminders/reminders.queries';
import { newId } from '../../src/shared/ids';
import { makeCase } from '../factories';
import { type ApiClient, TestApp } from '../support/test-app';

/** Every demonstration account is one role in one agency. */
const PEOPLE = [
  'lead@scf.example',
  'manager@scf.example',
  'officer@tvp.example',
  'manager@tvp.example',
  'dsl@school.example',
  'nurse@health.example',
  'chair@mace.example',
  'member@mace.example',
  'analyst@sbc.example',
  'governance@sbc.example',
  'administrator@sbc.example',
];
const [lead = '', , officer = ''] = PEOPLE;

/** Each relation of a person to a case, made by a case. */
const CASES = {
  'worked by the lead': { leadProfessional: lead, planOwner: lead },
  'worked by the police': { leadProfessional: officer, planOwner: officer },
  'worked by the police, of no panel': { leadProfessional: officer, planOwner: officer, tier: null },
  'worked by the lead, restricted to the officer': { leadProfessional: lead, planOwner: lead, restrictedTo: [officer] },
  'of nobody': { leadProfessional: null, planOwner: null },
};

describe('what a digest may mention', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('is for every person and every relation what that person may open at that moment', async () => {
    const seen: string[] = [];
    const clients = new Map<string, ApiClient>();
    for (const email of PEOPLE) clients.set(email, await test.api(email));
    for (const [relation, options] of Object.entries(CASES)) {
      const made = await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-10', ...options });
      for (const email of PEOPLE) {
        const id = newId();
        await test.sql(
          `INSERT INTO reminders (id, kind, subject_id, subject_version, individual_id, recipient_id, told_as, rung, due_on, owed_at)
           VALUES ($1, 'review', $2, 1, $3, $4, 'plan_owner', 'overdue', '2026-11-10', now())`,
          [id, made.scheduleId, made.individualId, test.userId(email)],
        );
        const actor = await test.actor(email);
        const rows = await test.get(Reader).many(actor, undefined, readableReminders(actor, [id]));
        const page = await clients.get(email)?.get(`/individuals/${made.individualId}`);
        expect([relation, email, rows.length === 1]).toEqual([relation, email, page?.status === 200]);
        if (rows.length === 1) seen.push(`${relation}: ${email}`);
      }
    }
    expect(seen).toEqual([
      'worked by the lead: lead@scf.example',
      'worked by the lead: manager@scf.example',
      'worked by the lead: chair@mace.example',
      'worked by the lead: member@mace.example',
      'worked by the police: officer@tvp.example',
      'worked by the police: manager@tvp.example',
      'worked by the police: chair@mace.example',
      'worked by the police: member@mace.example',
      'worked by the police, of no panel: officer@tvp.example',
      'worked by the police, of no panel: manager@tvp.example',
      'worked by the lead, restricted to the officer: officer@tvp.example',
      'of nobody: chair@mace.example',
      'of nobody: member@mace.example',
    ]);
  });
});
