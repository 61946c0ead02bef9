import { load } from 'cheerio';
import { ExitCohort } from '../../src/cohort';
import { ClosePlan, planPaths } from '../../src/plans';
import { Transactions } from '../../src/platform/database';
import { auditQuestions } from '../../src/plans/domain/audit-tool';
import { makeCase, type MadeCase } from '../factories';
import { TestApp } from '../support/test-app';
import { textOf } from './arrange';

const all = (score: string) => Object.fromEntries(auditQuestions.map((question) => [question, score]));

describe('quality audits of plans', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  /** A live plan that the chair neither sent nor approved. */
  const livePlan = () => makeCase(test, { plan: 'live' });
  const listed = async (
    email: string,
  ): Promise<{ id: string; planId: string; isReAudit: boolean; version: number }[]> =>
    (await (await test.api(email)).get('/plan-audits')).body.items;

  it('are drawn by lot, done with the tool, graded, and the weak ones looked at again', async () => {
    const made = await livePlan();
    const chair = await test.browse('chair@mace.example');
    const wrong = await chair.submit(planPaths.audits, { size: '0' });
    expect(wrong.status).toBe(422);
    expect((await chair.submit(planPaths.audits, { size: '5' })).status).toBe(303);
    const [drawn] = await listed('chair@mace.example');
    expect(drawn).toMatchObject({ planId: made.planId, status: 'to_do', grade: null, isReAudit: false });
    expect((await chair.submit(planPaths.audits, { size: '5' })).status).toBe(409);
    const page = planPaths.audit(drawn?.id ?? '');
    const answers = Object.fromEntries(auditQuestions.map((question) => [`answer-${question}`, '2']));
    const tooHigh = await chair.submit(page, { ...answers, grade: 'good' });
    expect(textOf(tooHigh.text, '.govuk-error-summary')).toContain(
      'With these answers the grade is inadequate at the most',
    );
    const api = await test.api('chair@mace.example');
    const record = (body: object, version = 1) =>
      api.post(`/plan-audits/${drawn?.id ?? ''}/result`, body).set('If-Match', `"${version}"`);
    const weak = { answers: all('2'), grade: 'inadequate', findings: 'Nobody asked him' };
    expect((await record({ ...weak, answers: {} })).body.problems).toHaveLength(auditQuestions.length);
    expect((await record(weak)).body.problems).toMatchObject([{ field: 'reAuditOn' }]);
    expect((await record({ ...weak, reAuditOn: '2026-11-21' })).status).toBe(422);
    expect((await record({ ...weak, findings: '', reAuditOn: '2026-12-21' })).status).toBe(422);
    expect((await record({ ...weak, reAuditOn: '2026-12-21' }, 2)).status).toBe(409);
    expect((await record({ ...weak, reAuditOn: '2026-12-21' })).status).toBe(201);
    expect((await record({ ...weak, reAuditOn: '2026-12-21' }, 2)).status).toBe(409);
    expect(textOf((await chair.get(page)).text, 'main')).toContain('Inadequate');
    expect((await chair.get(page)).text).toContain('It is looked at again on 21 December 2026');
    expect(
      await test.sql(
        `SELECT act FROM audit_events WHERE subject_id = $1 AND act <> 'plan_audit.read' ORDER BY at, id`,
        [drawn?.id],
      ),
    ).toEqual([{ act: 'plan_audit.drawn' }, { act: 'plan_audit.recorded' }]);
    expect((await api.post('/plan-audits', { size: 5 })).status).toBe(409);
    await test.sql(`UPDATE plan_audits SET re_audit_on = '2026-11-20', version = version + 1 WHERE id = $1`, [
      drawn?.id,
    ]);
    expect((await api.post('/plan-audits', { size: 5 })).body.ids).toHaveLength(1);
    expect((await listed('chair@mace.example'))[0]).toMatchObject({ planId: made.planId, isReAudit: true });
  });

  it('are done by nobody who sent or approved the plan, and seen by nobody outside it', async () => {
    const made = await livePlan();
    // The factory's plan was approved by this manager, who therefore cannot draw it.
    const manager = await test.api('manager@scf.example');
    expect((await manager.post('/plan-audits', { size: 5 })).status).toBe(409);
    const chair = await test.api('chair@mace.example');
    expect((await chair.post('/plan-audits', { size: 1 })).status).toBe(201);
    const audit = (await listed('chair@mace.example')).find(({ planId }) => planId === made.planId);
    const body = { answers: all('4'), grade: 'good' };
    const record = async (email: string) =>
      (await (await test.api(email)).post(`/plan-audits/${audit?.id ?? ''}/result`, body).set('If-Match', '"1"'))
        .status;
    expect(await record('manager@scf.example')).toBe(403);
    expect(await record('manager@tvp.example')).toBe(404);
    expect(await record('lead@scf.example')).toBe(403);
    expect(await listed('manager@tvp.example')).toEqual([]);
    const client = await test.browse('manager@scf.example');
    expect((await client.get(planPaths.audit(audit?.id ?? ''))).text).toContain('somebody else must audit it');
    await test.sql(
      'UPDATE individuals SET is_restricted = true, restricted_to = $2, version = version + 1 WHERE id = $1',
      [made.individualId, [test.userId('lead@scf.example'), test.userId('manager@scf.example')]],
    );
    expect(await record('chair@mace.example')).toBe(404);
    expect((await listed('chair@mace.example')).map(({ id }) => id)).not.toContain(audit?.id);
  });

  const drawn = async (): Promise<{ made: MadeCase; id: string }> => {
    const made = await livePlan();
    const chair = await test.api('chair@mace.example');
    expect((await chair.post('/plan-audits', { size: 50 })).status).toBe(201);
    return { made, id: (await listed('chair@mace.example')).find(({ planId }) => planId === made.planId)?.id ?? '' };
  };

  it('sent empty, name each question that is open and lead to its answers; whatever else is wrong is said at once', async () => {
    const { id } = await drawn();
    const chair = await test.browse('chair@mace.example');
    const empty = load((await chair.submit(planPaths.audit(id), {})).text);
    const lines = empty('.govuk-error-summary__list a').toArray();
    expect(lines).toHaveLength(auditQuestions.length + 1);
    expect(new Set(lines.map((line) => empty(line).text().trim())).size).toBe(lines.length);
    for (const line of lines) expect(empty(`[id="${line.attribs['href']?.slice(1)}"][type=radio]`)).toHaveLength(1);
    const weak = await (
      await test.api('chair@mace.example')
    )
      .post(`/plan-audits/${id}/result`, { answers: all('2'), grade: 'requires_improvement' })
      .set('If-Match', '"1"');
    expect(weak.body.problems.map(({ field }: { field: string }) => field)).toEqual(['grade', 'findings', 'reAuditOn']);
  });

  it('reach whoever works the case on the page of the plan, and not everybody who reads it', async () => {
    const { made, id } = await drawn();
    const found = { answers: { ...all('3'), voice: '1' }, grade: 'requires_improvement', findings: 'Nobody asked her' };
    const record = (await test.api('chair@mace.example')).post(`/plan-audits/${id}/result`, {
      ...{ ...found, strengths: 'Clear risks', reAuditOn: '2026-12-21' },
    });
    expect((await record.set('If-Match', '"1"')).status).toBe(201);
    const section = async (email: string) =>
      textOf((await (await test.browse(email)).get(planPaths.plan(made.individualId))).text, '[data-qa="last-audit"]');
    const toLead = await section('lead@scf.example');
    for (const words of [
      ...['Requires improvement', 'audited edition 1', 'looked at again on 21 December 2026', 'Nobody asked her'],
      ...['The person was asked, is quoted', 'poor', 'Clear risks'],
    ])
      expect(toLead).toContain(words);
    expect(toLead).not.toContain('Risks are named');
    expect(toLead).not.toContain('The whole audit');
    expect(await section('chair@mace.example')).toContain('The whole audit');
    expect(await section('member@mace.example')).toBe('');
  });

  it('leave the list with whoever leaves the cohort, and what was still to do with a plan that is closed', async () => {
    const [left, closed] = [await drawn(), await drawn()];
    const manager = await test.actor('manager@scf.example');
    const ids = async () => (await listed('manager@scf.example')).map(({ id }) => id);
    expect(await ids()).toEqual(expect.arrayContaining([left.id, closed.id]));
    await test.get(Transactions).act(manager, (tx) => test.get(ClosePlan).within(tx, closed.made));
    await test.get(ExitCohort).run(manager, {
      ...{ individualId: left.made.individualId, exitReason: 'stepped_down', rationale: 'Agreed at the meeting' },
    });
    expect(await ids()).not.toContain(left.id);
    expect(await ids()).not.toContain(closed.id);
  });
});
