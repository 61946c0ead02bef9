import { makeCase } from '../factories';
import { type ApiClient, TestApp } from '../support/test-app';

const CHAIR = 'chair@mace.example';
const MANAGER = 'manager@scf.example';

describe('the words of the registers', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const agency = (key: string): string => test.partnership.agencies[key] ?? '';
  const activity = (fields: object) => ({
    ...{ priority: 'Governance', aim: 'Account for delivery', activity: 'Report every quarter' },
    ...{ successMeasure: 'Four reports on time', agencyId: agency('scf'), ownerIds: [test.userId(MANAGER)] },
    ...{ startsOn: '2026-04-01', targetOn: '2027-03-31', ...fields },
  });

  it('name nobody whom the writer sees, in any field that is written', async () => {
    await makeCase(test, { givenName: 'Keira', familyName: 'Zelenko', leadProfessional: 'lead@scf.example' });
    const manager = await test.api(MANAGER);
    const chair = await test.api(CHAIR);
    const named = 'Zelenko, Keira was missed';
    const riskOf = (fields: object) => ({
      ...{ cause: 'Cuts', event: 'Fewer reviews', effect: 'More harm', controls: 'Watch', agencyId: agency('scf') },
      ...{ ownerId: test.userId(MANAGER), inherentLikelihood: 4, inherentImpact: 4, currentLikelihood: 3 },
      ...{ currentImpact: 3, targetLikelihood: 2, targetImpact: 2, reviewDueOn: '2027-01-31' },
      ...fields,
    });
    const learningOf = (fields: object) => ({
      ...{
        reviewKind: 'domestic_homicide',
        reviewTitle: 'Review of 2025',
        recommendation: 'Ask',
        agencyId: agency('scf'),
      },
      ...{ ownerId: test.userId(MANAGER), dueOn: '2027-01-31', ...fields },
    });
    const lines: [ApiClient, string, (fields: object) => object, string[]][] = [
      [manager, '/strategy-activities', activity, ['priority', 'aim', 'activity', 'successMeasure']],
      [manager, '/strategic-risks', riskOf, ['cause', 'event', 'effect', 'controls']],
      [manager, '/learning-actions', learningOf, ['reviewTitle', 'recommendation']],
    ];
    for (const [client, path, of, fields] of lines) {
      for (const field of fields) {
        const refused = await client.post(path, of({ [field]: named }));
        expect([path, field, refused.status, JSON.stringify(refused.body).includes('may name somebody')]).toEqual([
          path,
          field,
          422,
          true,
        ]);
      }
    }
    const { body: risk } = await manager.post('/strategic-risks', riskOf({}));
    const scored = async (reason: string) =>
      manager
        .send('post', `/strategic-risks/${risk.id}/scores`)
        .set('If-Match', '"1"')
        .send({ likelihood: 2, impact: 2, reviewDueOn: '2027-02-28', reason });
    expect((await scored(named)).status).toBe(422);
    expect((await scored('Fewer missed')).status).toBe(201);
    const { body: learning } = await chair.post('/learning-actions', learningOf({}));
    const entry = { kind: 'evidence', happenedOn: '2026-11-01' };
    expect((await chair.post(`/learning-actions/${learning.id}/entries`, { ...entry, text: named })).status).toBe(422);
  });
});
