import { ModuleRef } from '@nestjs/core';
import { addPeopleAround } from '../../src/demonstration/people-around';
import { addRestrictedPerson } from '../../src/demonstration/restricted-person';
import { Stage } from '../../src/demonstration/stage';
import { Actors } from '../../src/platform/auth';
import { Transactions } from '../../src/platform/database';
import { makeCase } from '../factories';
import { TestApp } from '../support/test-app';

describe('people of the demonstration', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('are found by the two named people alone, where they are restricted', async () => {
    const stage = new Stage(test.app.get(ModuleRef), test.get(Actors), test.get(Transactions));
    stage.setUsers(test.partnership.users);
    const id = await addRestrictedPerson(stage);
    for (const [email, status] of [
      ['lead@scf.example', 200],
      ['manager@scf.example', 200],
      ['chair@mace.example', 404],
      ['officer@tvp.example', 404],
    ] as const) {
      expect([email, (await (await test.api(email)).get(`/individuals/${id}`)).status]).toEqual([email, status]);
    }
  });

  it('stand beside others with people, places and numbers around them, two of one family', async () => {
    const stage = new Stage(test.app.get(ModuleRef), test.get(Actors), test.get(Transactions));
    stage.setUsers(test.partnership.users);
    const [first, second] = [await makeCase(test), await makeCase(test)];
    await addPeopleAround(stage);
    const lead = await test.api('lead@scf.example');
    const { body } = await lead.get(`/individuals/${first.individualId}/situation`);
    expect(body.relationships).toContainEqual(
      expect.objectContaining({ record: { id: second.individualId, reference: second.reference } }),
    );
    expect(body.family).toHaveLength(2);
    expect(body.championClaims).toEqual([expect.objectContaining({ status: 'champion' })]);
    const { body: facts } = await lead.get(`/individuals/${second.individualId}/identity`);
    expect(facts.identifiers).toEqual([expect.objectContaining({ kind: 'nhs', passesItsCheck: false })]);
  });
});
