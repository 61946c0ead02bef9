import { BuildAgenda } from '../../src/meetings';
import type { MadeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { CHAIR, MEMBER } from './meeting-of-three';
import { twoMeetings } from './two-meetings';

describe('what a cancelled meeting had beside its own cases', () => {
  let test: TestApp;
  let first: string;
  let second: string;
  let owed: MadeCase;
  let secret: MadeCase;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  beforeEach(async () => {
    await test.sql('TRUNCATE meetings CASCADE');
    ({ first, second, owed, secret } = await begin());
  });

  const { begin, plan, cancel, itemOf, page } = twoMeetings(() => test);

  it('takes what it was to speak of beside its cases to the next meeting, or to the first that is planned', async () => {
    const member = await test.browse(MEMBER);
    const topic = { kind: 'location', title: 'The clinic door', visibility: 'health_only' };
    await member.submit(`/meetings/${first}/topics`, topic);
    await cancel(first);
    expect(await page(MEMBER, `/meetings/${second}/topics`)).toContain('The clinic door');
    expect(await page(CHAIR, `/meetings/${second}/topics`)).not.toContain('The clinic door');
    await cancel(second);
    const third = await plan('2026-12-17');
    expect(await page(MEMBER, `/meetings/${third}/topics`)).toContain('The clinic door');
    expect(await page(MEMBER, `/meetings/${second}/topics`)).not.toContain('The clinic door');
  });

  it('takes neither topics nor what was passed on to a meeting that is open, but to the next planned one', async () => {
    const member = await test.browse(MEMBER);
    await member.submit(`/meetings/${first}/topics`, { kind: 'theme', title: 'Mopeds', visibility: 'all_agencies' });
    const third = await plan('2026-12-17');
    const above = '00000000-0000-7000-8000-0000000000a3';
    await test.sql(
      `INSERT INTO panels (id, name, abbreviation, level, created_at) VALUES ($1, 'Silver panel', 'SILVER', 'silver', now())`,
      [above],
    );
    const from = (await itemOf(first, secret))?.id ?? '';
    await test.sql(
      `INSERT INTO panel_escalations (id, individual_id, from_panel_id, to_panel_id, from_item_id, item_id, question, rationale, made_by, made_at)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, NULL, 'Is it safe?', 'We cannot say', $5, now())`,
      [secret.individualId, above, test.partnership.panelId, from, test.userId(MEMBER)],
    );
    await test.sql('UPDATE meetings SET started_at = $2, version = version + 1 WHERE id = $1', [
      second,
      test.clock.now(),
    ]);
    await cancel(first);
    expect(await page(MEMBER, `/meetings/${third}/topics`)).toContain('Mopeds');
    expect(await page(MEMBER, `/meetings/${second}/topics`)).not.toContain('Mopeds');
    const [landed] = await test.sql<{ meeting_id: string }>(
      'SELECT t.meeting_id FROM panel_escalations e JOIN meeting_items t ON t.id = e.item_id',
    );
    expect(landed?.meeting_id).toBe(third);
  });

  it('lands an escalation on an earlier day than the cancelled one, also from under a chair who may not see it', async () => {
    const from = (await itemOf(first, owed))?.id ?? '';
    const above = '00000000-0000-7000-8000-0000000000a2';
    await test.sql(
      `INSERT INTO panels (id, name, abbreviation, level, created_at) VALUES ($1, 'Gold panel', 'GOLD', 'gold', now())`,
      [above],
    );
    await test.sql('UPDATE meeting_items SET panel_id = $2, version = version + 1 WHERE id = $1', [from, above]);
    await cancel(first);
    await test.sql(
      `INSERT INTO panel_escalations (id, individual_id, from_panel_id, to_panel_id, from_item_id, item_id, question, rationale, made_by, made_at)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, 'Is it safe?', 'We cannot say', $6, now())`,
      [
        secret.individualId,
        above,
        test.partnership.panelId,
        from,
        (await itemOf(second, secret))?.id,
        test.userId(MEMBER),
      ],
    );
    await cancel(second);
    const earlier = await plan('2026-12-01');
    expect((await itemOf(earlier, secret))?.status).toBe('listed');
    await test.get(BuildAgenda).run(await test.actor(CHAIR), { meetingId: earlier });
    expect(await page(CHAIR, '/meetings')).not.toContain('escalated by');
  });
});
