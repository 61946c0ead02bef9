import { Assign, EndAssignment } from '../../src/assignments';
import { ChangeTier, EnterCohort, ExitCohort } from '../../src/cohort';
import { AddIndividual } from '../../src/individuals';
import { AddNote } from '../../src/notes';
import { NotFound } from '../../src/shared/errors';
import { makeCase } from '../factories';
import { entryGrounds } from '../support/identification-method';
import { TestApp } from '../support/test-app';

describe('handing a case on', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('lets a lead professional hand their own only part on, in one transaction, and lose sight at once', async () => {
    const { individualId } = await makeCase(test, { tier: null, planOwner: null });
    const lead = await test.actor('lead@scf.example');
    const userId = test.userId('officer@tvp.example');
    const { id } = await test.get(Assign).run(lead, { individualId, kind: 'lead_professional', userId });
    expect(
      await test.sql(
        'SELECT kind, user_id, ended_at IS NULL AS open FROM assignments WHERE individual_id = $1 ORDER BY open',
        [individualId],
      ),
    ).toEqual([
      { kind: 'lead_professional', user_id: lead.userId, open: false },
      { kind: 'lead_professional', user_id: userId, open: true },
    ]);
    await expect(test.get(EndAssignment).run(lead, { id, version: 1, reason: 'Mistake' })).rejects.toThrow(NotFound);
  });

  it('lets the panel change a tier and end a period though the period is what lets it see', async () => {
    const { individualId } = await makeCase(test, { planOwner: null });
    const chair = await test.actor('chair@mace.example');
    await test
      .get(ChangeTier)
      .run(chair, { individualId, tier: 'critical', decision: 'Step up', evidence: 'A threat' });
    await test.get(ExitCohort).run(chair, { individualId, exitReason: 'stepped_down', rationale: 'Settled' });
    expect(
      await test.sql('SELECT tier, exit_reason FROM cohort_memberships WHERE individual_id = $1 ORDER BY started_on', [
        individualId,
      ]),
    ).toEqual([
      { tier: 'high', exit_reason: 'superseded' },
      { tier: 'critical', exit_reason: 'stepped_down' },
    ]);
  });

  it('lets a chair make a record, add a note, take it into the cohort and name a lead', async () => {
    const chair = await test.actor('chair@mace.example');
    const { id: individualId } = await test.get(AddIndividual).run(chair, { givenName: 'New', familyName: 'Demo' });
    await test.get(AddNote).run(chair, { individualId, text: 'As told', basis: 'fact', happenedOn: '2026-11-20' });
    await test.get(EnterCohort).run(chair, {
      individualId,
      startedOn: '2026-11-20',
      tier: 'high',
      isExperiencing: true,
      isPerpetrating: null,
      decision: 'Accepted',
      evidence: 'Injury seen by the school',
      evidenceOn: '2026-11-18',
      ...entryGrounds(),
    });
    const userId = test.userId('lead@scf.example');
    await test.get(Assign).run(chair, { individualId, kind: 'lead_professional', userId });
    expect(
      await test.sql('SELECT cardinality(access_keys) AS n FROM individuals WHERE id = $1', [individualId]),
    ).toEqual([{ n: 3 }]);
  });
});
