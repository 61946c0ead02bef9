import { load } from 'cheerio';
import { ChooseOwners, ConfirmHandover, PrepareHandover } from '../../src/handovers';
import { SendHandoverNotice } from '../../src/handovers/send-handover-notice';
import type { Message } from '../../src/platform/mail';
import { Mailer } from '../../src/platform/mail';
import { ChangeAgency, DisableUser, RecordAbsence } from '../../src/users';
import { EnableUser } from '../../src/users/enable-user';
import { Reader, Transactions } from '../../src/platform/database';
import { newId } from '../../src/shared/ids';
import { heldOutOfSight } from '../../src/handovers/out-of-sight';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { assigned, colleague, openAction } from './arrange';

const MANAGER = 'manager@scf.example';
const ADMINISTRATOR = 'administrator@sbc.example';

describe('who is told of a handover', () => {
  let test: TestApp;
  const sent: Message[] = [];

  beforeAll(async () => {
    test = await TestApp.start();
    // The provider is outside the building.
    const mailer = test.get(Mailer);
    jest.replaceProperty(mailer, 'isSetUp', true);
    jest.spyOn(mailer, 'send').mockImplementation(async (message) => {
      sent.push(message);
    });
  });
  afterAll(() => test.stop());
  beforeEach(() => sent.splice(0));

  const notices = (userId: string) =>
    test.sql<{ id: string; kind: string; n: number }>(
      'SELECT id, kind, cardinality(individual_ids) AS n FROM handover_notices WHERE recipient_id = $1',
      [userId],
    );
  const mailAbout = async (userId: string): Promise<Message | undefined> => {
    const [notice] = await test.sql<{ id: string }>('SELECT id FROM handover_notices WHERE about_user_id = $1', [
      userId,
    ]);
    await test.get(SendHandoverNotice).run(notice?.id ?? '');
    return sent.at(-1);
  };
  const idOf = (email: string): string => test.userId(email);

  it('are the old and the new holder, once each, by one mail with references and no names', async () => {
    const old = await colleague(test, 'Olga Old', 'scf');
    const next = await colleague(test, 'Nils Next', 'scf');
    const cases = [await makeCase(test), await makeCase(test), await makeCase(test)];
    for (const { individualId } of cases) await assigned(test, individualId, 'practitioner', old);
    const actor = await test.actor(MANAGER);
    const { id } = await test.get(PrepareHandover).run(actor, { fromUserId: old });
    await test.get(ChooseOwners).run(actor, { id, version: 1, forAll: next, each: {} });
    await test.get(ConfirmHandover).run(actor, { id, version: 2 });
    expect(await notices(old)).toMatchObject([{ kind: 'handed_on', n: 3 }]);
    expect(await notices(next)).toMatchObject([{ kind: 'received', n: 3 }]);
    const announced = await test.sql<{ subject_id: string }>(
      `SELECT subject_id FROM outbox_events WHERE kind = 'handover_notice.made' ORDER BY id`,
    );
    // As the worker would, and as it would again after a crash.
    for (const { subject_id } of [...announced, ...announced]) await test.get(SendHandoverNotice).run(subject_id);
    expect(sent).toHaveLength(2);
    for (const { subject, text } of sent) {
      expect(subject).not.toMatch(/Person|Demo|TC-/);
      for (const { reference } of cases) expect(text).toContain(reference);
      expect(text).not.toMatch(/Person\d/);
    }
  });

  it('are the managers of the agency when an account ends, and nobody when it held nothing', async () => {
    const gone = await colleague(test, 'Gail Leaver', 'scf');
    const idle = await colleague(test, 'Ida Idle', 'scf');
    const { individualId } = await makeCase(test);
    await assigned(test, individualId, 'practitioner', gone);
    const administrator = await test.actor(ADMINISTRATOR);
    await test.get(DisableUser).run(administrator, { userId: idle, version: 1, reason: 'Left' });
    expect(await test.sql('SELECT 1 FROM handover_notices WHERE about_user_id = $1', [idle])).toEqual([]);
    await test.get(DisableUser).run(administrator, { userId: gone, version: 1, reason: 'Left' });
    expect(await test.sql('SELECT recipient_id, kind FROM handover_notices WHERE about_user_id = $1', [gone])).toEqual([
      { recipient_id: idOf(MANAGER), kind: 'person_gone' },
    ]);
  });

  it('are the managers of the agency that was left, and those of somebody who will be away for long', async () => {
    const moved = await colleague(test, 'Mo Moved', 'scf');
    const away = await colleague(test, 'Ava Away', 'scf');
    const { individualId } = await makeCase(test);
    for (const person of [moved, away]) await assigned(test, individualId, 'practitioner', person);
    const administrator = await test.actor(ADMINISTRATOR);
    const agencyId = test.partnership.agencies['tvp'] ?? '';
    await test.get(ChangeAgency).run(administrator, { userId: moved, version: 1, agencyId, reason: 'New job' });
    const leave = { userId: away, kind: 'leave', startsOn: '2026-11-20', endsOn: '2026-11-21' } as const;
    await test.get(RecordAbsence).run(administrator, leave);
    expect(await test.sql('SELECT 1 FROM handover_notices WHERE about_user_id = $1', [away])).toEqual([]);
    const long = { userId: away, kind: 'long_leave', startsOn: '2026-11-22' } as const;
    await test.get(RecordAbsence).run(administrator, long);
    for (const person of [moved, away]) {
      expect(
        await test.sql('SELECT recipient_id, kind FROM handover_notices WHERE about_user_id = $1', [person]),
      ).toEqual([{ recipient_id: idOf(MANAGER), kind: 'person_gone' }]);
    }
    const [left, absent] = [await mailAbout(moved), await mailAbout(away)];
    expect(left?.subject).toBe('Somebody who holds work in your cases has left');
    expect([absent?.subject, absent?.text]).toEqual([
      'Somebody who holds work in your cases is away for long',
      expect.stringContaining('This person is away with no known end.'),
    ]);
    const until = await colleague(test, 'Uli Until', 'scf');
    await assigned(test, individualId, 'practitioner', until);
    const leaveUntil = { userId: until, kind: 'long_leave', startsOn: '2026-11-22', endsOn: '2027-03-01' } as const;
    await test.get(RecordAbsence).run(administrator, leaveUntil);
    expect((await mailAbout(until))?.text).toContain('This person is away until 1 March 2027.');
    const inbox = await (await test.browse(MANAGER)).get('/handover-notices');
    expect(inbox.text).toContain('This person is away until 1 March 2027.');
  });

  it('shows the administrator how much is held and who was told, and nothing of whom it is about', async () => {
    const gone = await colleague(test, 'Lee Leaver', 'scf');
    const { individualId, reference } = await makeCase(test);
    await assigned(test, individualId, 'practitioner', gone);
    await openAction(test, individualId, gone);
    const restricted = await makeCase(test, { restrictedTo: [MANAGER] });
    await openAction(test, restricted.individualId, gone);
    const administrator = await test.browse(ADMINISTRATOR);
    const path = `/users/${gone}`;
    const held = async () =>
      load((await administrator.get(path)).text)('[data-qa=leaving]')
        .text()
        .replace(/\s+/g, ' ');
    expect(await held()).toContain('1 part in a case, 1 open action. When their account ends');
    await administrator.submit(`${path}/disablement`, { reason: 'Left' }, path);
    expect(await held()).toMatch(
      /1 part in a case, 1 open action\. Told to hand it over to somebody else: Martin \w+, Demonstration Children First, on 21 November 2026/,
    );
    expect((await administrator.get(path)).text).not.toContain(reference);
    const home = load((await (await test.browse(MANAGER)).get('/reviews')).text);
    expect(home('a[href="/handovers"]').text()).toContain('Held by somebody who is gone');
    await expect(
      test
        .get(Transactions)
        .act(await test.actor(MANAGER), (tx) => tx.query('SELECT * FROM held_by_person($1)', [gone])),
    ).rejects.toThrow('only an administrator');
  });

  it('of a restricted record are its named people and nobody else: not in a list, a count or a mail', async () => {
    const gone = await colleague(test, 'Rita Restricted', 'school');
    const { individualId, reference } = await makeCase(test, { restrictedTo: ['nurse@health.example'] });
    await assigned(test, individualId, 'practitioner', gone);
    await test.get(DisableUser).run(await test.actor(ADMINISTRATOR), { userId: gone, version: 1, reason: 'Left' });
    expect(await test.sql('SELECT recipient_id, kind FROM handover_notices WHERE about_user_id = $1', [gone])).toEqual([
      { recipient_id: idOf('nurse@health.example'), kind: 'restricted_left' },
    ]);
    for (const email of [MANAGER, 'chair@mace.example', 'manager@tvp.example']) {
      const actor = await test.actor(email);
      await expect(test.get(PrepareHandover).run(actor, { fromUserId: gone })).rejects.toThrow('nothing here');
      expect((await (await test.browse(email)).get('/handovers')).text).not.toContain('Rita Restricted');
    }
    const [notice] = await notices(idOf('nurse@health.example'));
    await test.get(SendHandoverNotice).run(notice?.id ?? '');
    expect(sent.map(({ text }) => text).join()).not.toContain(reference);
    expect((await (await test.browse('nurse@health.example')).get('/handover-notices')).text).toContain(reference);
  });

  it('of a restricted record with nobody left is governance, without a word about whose it is', async () => {
    const gone = await colleague(test, 'Lara Last', 'school');
    const { individualId, reference } = await makeCase(test, { restrictedTo: [], tier: null, plan: 'none' });
    await test.sql('UPDATE individuals SET restricted_to = $2, version = version + 1 WHERE id = $1', [
      individualId,
      [gone],
    ]);
    await test.get(DisableUser).run(await test.actor(ADMINISTRATOR), { userId: gone, version: 1, reason: 'Left' });
    expect(
      await test.sql('SELECT recipient_id, kind, individual_ids FROM handover_notices WHERE about_user_id = $1', [
        gone,
      ]),
    ).toEqual([{ recipient_id: idOf('governance@sbc.example'), kind: 'nobody_named', individual_ids: [] }]);
    const page = (await (await test.browse('governance@sbc.example')).get('/handover-notices')).text;
    expect(page).toContain('Lara Last');
    expect(page).not.toContain(reference);
    expect(page).toContain('urgent access does not open it either');
    // What the notice promises: the name stands, so that enabling the account opens the record again.
    await test.get(EnableUser).run(await test.actor(ADMINISTRATOR), { userId: gone, version: 2, reason: 'Back' });
    const keys = await test.sql('SELECT 1 FROM individuals WHERE id = $1 AND $2 = ANY (access_keys)', [
      individualId,
      gone,
    ]);
    expect(keys).toHaveLength(1);
  });

  it('says to each who is told how much of it is out of their sight, and who else was told; to nobody else anything', async () => {
    // An agency without a manager: its cases in the cohort are the chair's, the others nobody's.
    const agencyId = newId();
    await test.sql(`INSERT INTO agencies (id, name, kind, created_at) VALUES ($1, 'Youth club', 'voluntary', now())`, [
      agencyId,
    ]);
    test.partnership.agencies['club'] = agencyId;
    const gone = await colleague(test, 'Yul Youthworker', 'club');
    const seen = await makeCase(test, { leadProfessional: null });
    await assigned(test, seen.individualId, 'lead_professional', gone);
    for (const tier of [null, null] as const) {
      const { individualId } = await makeCase(test, { tier, leadProfessional: null });
      await assigned(test, individualId, 'lead_professional', gone);
    }
    await test.get(DisableUser).run(await test.actor(ADMINISTRATOR), { userId: gone, version: 1, reason: 'Left' });
    const rest = async (email: string, path: string): Promise<string> =>
      load((await (await test.browse(email)).get(path)).text)('[data-qa=out-of-sight]').text();
    expect(await rest('chair@mace.example', '/handovers')).toMatch(
      /Still holds 2 things in cases you cannot see\. Also told: .+an administrator gives it one\./,
    );
    expect(await rest('chair@mace.example', '/handover-notices')).toContain('Still holds 2 things');
    expect(await rest('governance@sbc.example', '/handover-notices')).toContain('Still holds 3 things');
    // Who was not told hears nothing, whomever they ask about.
    const other = await test.actor('manager@tvp.example');
    expect(await test.get(Reader).many(other, undefined, heldOutOfSight([gone]))).toEqual([]);
  });
});
