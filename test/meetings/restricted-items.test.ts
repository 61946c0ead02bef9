import { DecideItem, HoldMeeting } from '../../src/meetings';
import { readPdf } from '../support/read-pdf';
import { TEST_NOW, TestApp } from '../support/test-app';
import { CHAIR, meetingOfThree, type MeetingOfThree, MEMBER } from './meeting-of-three';

/** What became of the case nobody but the chair and the lead professional may see. */
const OUTCOMES = {
  undecided: `status = 'listed', decision = NULL, rationale = NULL, dissent = NULL, decided_by = NULL, decided_at = NULL,
              started_at = NULL, tells_person = NULL, tells_referrer = NULL, had_approved_plan = NULL, deferred_reason = NULL, deferred_by = NULL,
              outcome_kept = false, tier_before = NULL, tier_after = NULL, next_review_on = NULL`,
  putOff: `status = 'deferred', deferred_reason = 'The school is away', deferred_by = $2`,
  notReached: `status = 'deferred', deferred_reason = NULL, deferred_by = NULL`,
};

describe('a restricted item', () => {
  let test: TestApp;
  let meetingId: string;
  let itemPath: MeetingOfThree['itemPath'];
  let secretPath: string;
  const idIn = (path: string) => path.split('/').at(-1) ?? '';

  beforeAll(async () => {
    test = await TestApp.start();
    const made = await meetingOfThree(test);
    ({ meetingId, itemPath } = made);
    await test.sql('UPDATE individuals SET restricted_to = $2, version = version + 1 WHERE id = $1', [
      made.secret.individualId,
      [test.userId('lead@scf.example'), test.userId(CHAIR)],
    ]);
    secretPath = await itemPath('Secret');
    await decide('Overdue', '10:05');
    await decide('Secret', '10:10');
    await decide('Planless', '10:20');
  });
  afterAll(() => test.stop());

  async function decide(name: string, at: string): Promise<void> {
    test.clock.set(new Date(`2026-11-21T${at}:00Z`));
    const itemId = idIn(await itemPath(name));
    const [item] = await test.sql<{ version: number }>('SELECT version FROM meeting_items WHERE id = $1', [itemId]);
    const wanted = { decision: 'continue', rationale: `Reasons for ${name}`, dissent: 'Health would step up' } as const;
    const said = { personViewAnswer: 'agrees', personView: 'Wants football back' } as const;
    const entries = [{ kind: 'view' as const, text: 'Seen in town' }];
    const decision = { meetingId, itemId, version: item?.version ?? 0, ...wanted, entries };
    await test.get(DecideItem).run(await test.actor(CHAIR), name === 'Planless' ? decision : { ...decision, ...said });
    test.clock.set(new Date(TEST_NOW));
  }

  const become = (outcome: keyof typeof OUTCOMES) =>
    test.sql(
      `UPDATE meeting_items SET ${OUTCOMES[outcome]}, version = version + 1
        WHERE id = $1 AND ($2::uuid IS NOT NULL)`,
      [idIn(secretPath), test.userId(CHAIR)],
    );

  /** Every page, paper and answer of the meeting, as the member is given it. */
  async function everything(): Promise<Record<string, unknown>> {
    const [pages, api] = [await test.browse(MEMBER), await test.api(MEMBER)];
    const at = `/meetings/${meetingId}`;
    const found: Record<string, unknown> = {};
    const names = ['', '/room', '/decisions', '/minutes', '/pack', '/returns', '/outstanding-actions', '/topics'];
    const cases = [await itemPath('Overdue'), await itemPath('Planless'), secretPath, `${secretPath}/entries?seen=0`];
    const lists = ['', '?list=time-per-case', '?list=meeting-hours'].map((list) => `/meetings/figures${list}`);
    for (const path of ['/meetings', '/work', ...lists, ...names.map((name) => `${at}${name}`), ...cases]) {
      const { status, text, headers } = await pages.get(path);
      const isConstant = (headers['content-type'] ?? '').includes('html');
      found[path] = [status, isConstant ? withoutTokens(text) : text];
    }
    found['paper'] = readPdf((await pages.get(`${at}/minutes/paper`)).body as Buffer).pages;
    for (const path of ['/meetings', '/meetings/figures', at, `${at}/minutes`, `${at}/pack`, `${at}/returns`]) {
      const { status, body, headers } = await api.get(path);
      found[`api ${path}`] = [status, body, path.startsWith(at) ? headers['etag'] : ''];
    }
    return found;
  }

  /** What differs from one request to the next, whatever is in the page. */
  const withoutTokens = (html: string) =>
    html.replace(/nonce="[^"]*"/g, '').replace(/(name="(?:_csrf|csrfToken|submissionId)" value=")[^"]*/g, '$1');

  const differing = (one: Record<string, unknown>, other: Record<string, unknown>) =>
    Object.keys(one).filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));

  it('tells whoever may not see the case nothing but its number, whatever the panel made of it', async () => {
    const decided = await everything();
    expect(differing(decided, await everything())).toEqual([]);
    const [status, body] = decided[`api /meetings/${meetingId}`] as [number, { items: object[] }];
    expect(status).toBe(200);
    expect(body.items[1]).toEqual({ position: 2, isRestricted: true });
    expect(body).toMatchObject({ itemCount: 3, decidedCount: 2, restrictedCount: 1 });
    expect(JSON.stringify(decided['/meetings'])).toContain('2 of 2 decided, 1 restricted item');
    await become('undecided');
    expect(differing(decided, await everything())).toEqual([]);
    await become('putOff');
    expect(differing(decided, await everything())).toEqual([]);
  });

  it('tells no more of it once the meeting is closed, and of how long the panel took with the others the same', async () => {
    await become('undecided');
    await decide('Secret', '10:10');
    const [meeting] = await test.sql<{ version: number }>('SELECT version FROM meetings WHERE id = $1', [meetingId]);
    await test.get(HoldMeeting).run(await test.actor(CHAIR), { meetingId, version: meeting?.version ?? 0 });
    const decided = await everything();
    const times = JSON.stringify(decided['/meetings/figures?list=time-per-case']);
    expect(times).toContain('item 3: 15 minutes');
    expect(times).not.toContain('item 2:');
    const ofChair = (await (await test.browse(CHAIR)).get('/meetings/figures?list=time-per-case')).text;
    expect(ofChair).toContain('item 3: 10 minutes');
    await become('undecided');
    await become('notReached');
    expect(differing(decided, await everything())).toEqual([]);
    await become('putOff');
    expect(differing(decided, await everything())).toEqual([]);
  });
});
