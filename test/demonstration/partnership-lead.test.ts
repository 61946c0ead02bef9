import { ModuleRef } from '@nestjs/core';
import { DEMONSTRATION_LEAD, DEMONSTRATION_PASSWORD } from '../../src/demonstration/partnership';
import { namePartnershipLead } from '../../src/demonstration/partnership-lead';
import { Stage } from '../../src/demonstration/stage';
import { Actors } from '../../src/platform/auth';
import { Transactions } from '../../src/platform/database';
import { demonstrationSignIns } from '../../src/platform/embedded/demonstration-sign-ins';
import { OweReminders } from '../../src/reminders/owe-reminders';
import { AddUser } from '../../src/users';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

describe('the partnership lead of the demonstration', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('signs in like the others, sees the panel’s cases and is told on day 14', async () => {
    const { agency, ...person } = DEMONSTRATION_LEAD;
    const agencyId = test.partnership.agencies[agency] ?? '';
    const added = { ...person, agencyId, password: DEMONSTRATION_PASSWORD };
    const { id } = await test.get(AddUser).run(await test.actor('administrator@sbc.example'), added);
    const stage = new Stage(test.get(ModuleRef), test.get(Actors), test.get(Transactions));
    stage.setUsers({ ...test.partnership.users, [person.email]: id });
    await namePartnershipLead(stage, test.partnership.panelId);
    const made = await makeCase(test, { plan: 'live', reviewDueOn: '2026-11-06' });
    await new OweReminders(test.get(Transactions), { remindAgainDays: 7 }).run();
    expect(
      await test.sql(
        `SELECT told_as FROM reminders WHERE individual_id = $1 AND recipient_id = $2 AND kind = 'review'`,
        [made.individualId, id],
      ),
    ).toEqual([{ told_as: 'partnership_lead' }]);
    expect(demonstrationSignIns.join()).toContain(person.email);
    const client = await test.browse(person.email);
    expect((await client.get(`/individuals/${made.individualId}`)).status).toBe(200);
  });
});
