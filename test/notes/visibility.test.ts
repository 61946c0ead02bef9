import { AddNote, PassingOn, whatMayBePassedOn } from '../../src/notes';
import { AddGoal, AddPlanEntry, AddRisk, PlanContents } from '../../src/plans';
import { Reader } from '../../src/platform/database';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

const LEAD = 'lead@scf.example';
const OFFICER = 'officer@tvp.example';
const NURSE = 'nurse@health.example';
const RISK = { factor: 'Seen with a knife', direction: 'to_others', level: 'high', protectiveFactors: '' } as const;
const goal = (wordsOfThePerson: string) => ({
  wordsOfThePerson,
  practitionerWording: 'x',
  measure: '',
  targetOn: null,
});

describe('what only some agencies on a case may read', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  /** A case of children's services, the police and health. */
  const threeAgencies = async () => {
    const made = await makeCase(test, { planOwner: OFFICER, plan: 'draft' });
    await test.sql(
      `INSERT INTO assignments (id, individual_id, kind, user_id, agency_id, started_at, assigned_by)
       SELECT gen_random_uuid(), $1, 'practitioner', u.id, u.agency_id, '2026-06-01', u.id FROM users u WHERE u.id = $2`,
      [made.individualId, test.userId(NURSE)],
    );
    return made;
  };
  /** What row-level security alone lets somebody read, with no guard of ours in the statement. */
  const seen = async (email: string, table: string, individualId: string): Promise<number> => {
    const actor = await test.actor(email);
    const statement = {
      name: `all-${table}`,
      text: `SELECT 1 FROM ${table} WHERE individual_id = $1`,
      values: [individualId],
    };
    return (await test.get(Reader).many(actor, undefined, statement)).length;
  };

  it('is read by the agencies named, and is not there for the others', async () => {
    const { individualId } = await threeAgencies();
    const note = { individualId, text: 'For two of us', basis: 'fact', happenedOn: '2026-11-20' } as const;
    const visibleTo = [String(test.partnership.agencies['tvp'])];
    await test.get(AddNote).run(await test.actor(LEAD), { ...note, visibility: 'named_agencies', visibleTo });
    for (const [email, count] of [
      [LEAD, 1],
      [OFFICER, 1],
      [NURSE, 0],
      ['member@mace.example', 0],
    ] as const) {
      expect([email, await seen(email, 'notes', individualId)]).toEqual([email, count]);
      const page = await (await test.browse(email)).get(`/individuals/${individualId}/notes`);
      expect(page.text.includes('For two of us')).toBe(count === 1);
    }
    const outside = {
      visibleTo: [String(test.partnership.agencies['school'])],
      visibility: 'named_agencies' as const,
    };
    await expect(test.get(AddNote).run(await test.actor(LEAD), { ...note, ...outside })).rejects.toMatchObject({
      problems: [{ field: 'visibleTo', message: 'Select agencies that are on the case' }],
    });
  });

  it('leaves the plan whole: no gap, no number, no version tells of it', async () => {
    const { individualId, planId } = await threeAgencies();
    const officer = await test.actor(OFFICER);
    const at = { planId, version: 1 };
    const kept = { visibility: 'police_only' } as const;
    expect(await test.get(AddGoal).run(officer, at, { ...goal('Kept'), ...kept })).toMatchObject({ version: 1 });
    expect(await test.get(AddRisk).run(officer, at, { ...RISK, ...kept })).toMatchObject({ version: 1 });
    await test.get(AddPlanEntry).run(officer, at, { section: 'worries', text: 'Kept', ...kept });
    const lead = await test.actor(LEAD);
    expect(await test.get(AddGoal).run(lead, at, goal('Back to school'))).toMatchObject({ version: 2 });
    const asLead = await test.get(PlanContents).load(lead, planId);
    const asOfficer = await test.get(PlanContents).load(officer, planId);
    expect(asLead?.goals.map(({ position, wordsOfThePerson }) => [position, wordsOfThePerson])).toEqual([
      [1, 'Back to school'],
    ]);
    expect([asLead?.risks.length, asLead?.entries.length]).toEqual([0, 0]);
    expect(asOfficer?.goals.map(({ position }) => position)).toEqual([1, 2]);
    expect([asOfficer?.risks.length, asOfficer?.entries.length]).toEqual([1, 1]);
    for (const table of ['plan_goals', 'plan_risks', 'plan_entries']) {
      expect([table, await seen(NURSE, table, individualId)]).toEqual([table, table === 'plan_goals' ? 1 : 0]);
    }
  });

  it('is not passed on without the agency that supplied it', async () => {
    const { individualId } = await threeAgencies();
    const [lead, manager] = [await test.actor(LEAD), await test.actor('manager@scf.example')];
    const { id } = await test
      .get(AddNote)
      .run(lead, { individualId, text: 'Ask', basis: 'fact', happenedOn: '2026-11-20' });
    const [row] = await test.sql<{ supplied_by: string; may_be_passed_on: boolean }>(
      'SELECT * FROM notes WHERE id = $1',
      [id],
    );
    const item = { id, suppliedBy: String(row?.supplied_by), mayBePassedOn: row?.may_be_passed_on === true };
    expect(item).toEqual({ id, suppliedBy: lead.agencyId, mayBePassedOn: false });
    const officer = await test.actor(OFFICER);
    const passing = test.get(PassingOn);
    expect(whatMayBePassedOn(officer, [item], await passing.agreedOf(officer, individualId))).toEqual([]);
    expect(whatMayBePassedOn(lead, [item], new Set())).toEqual([item]);
    const agreement = { individualId, itemType: 'note', itemId: id, passedOnTo: 'The youth court' } as const;
    await expect(passing.agree(officer, agreement)).rejects.toMatchObject({ status: 403 });
    await passing.agree(manager, agreement);
    expect(whatMayBePassedOn(officer, [item], await passing.agreedOf(officer, individualId))).toEqual([item]);
  });
});
