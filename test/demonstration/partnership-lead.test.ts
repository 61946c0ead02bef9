import { ModuleRef } from '@nestjs/core';
import { DEMONSTRATION_LEAD, DEMONSTRATION_PASSWORD } from '../../src/demonstration/partnership';
import { namePartnershipLead } from '../../src/demonstration/partnership-lead';
import { History } from '../../src/demonstration/history';
import { Stage } from '../../src/demonstration/stage';
import { addStrategicPanel } from '../../src/demonstration/strategic-panel';
import { Actors } from '../../src/platform/auth';
import { Transactions } from '../../src/platform/database';
import { demonstrationSignIns } from '../../src/platform/embedded/demonstration-sign-ins';
import { OweReminders } from '../../src/reminders/owe-reminders';
import { AddUser } from '../../src/users';
import { SettableClock } from '../../src/shared/clock';
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

    const panelId = await addStrategicPanel(stage, '2026-12-08');
    const [meeting] = await test.sql<{ id: string }>('SELECT id FROM meetings WHERE panel_id = $1', [panelId]);
    expect((await client.get(`/meetings/${meeting?.id}`)).text).toContain('Strategic MACE');
    expect((await (await test.browse('member@mace.example')).get(`/meetings/${meeting?.id}`)).status).toBe(404);
  });

  it('plays what fell into a meeting after it, and never sets the clock back', async () => {
    const clock = new SettableClock(new Date('2026-11-21T09:00:00Z'));
    const history = new History(clock, new Date('2026-11-21T09:00:00Z'));
    const seen: string[] = [];
    const note = (): Promise<void> => Promise.resolve(void seen.push(clock.now().toISOString().slice(11, 16)));
    history.at(new Date('2026-11-20T10:00:00Z'), () => Promise.resolve(history.pass(90)));
    history.at(new Date('2026-11-20T11:00:00Z'), note);
    history.at(new Date('2026-11-20T12:00:00Z'), note);
    await history.play(() => undefined);
    expect(seen).toEqual(['11:30', '12:00']);
  });
});
