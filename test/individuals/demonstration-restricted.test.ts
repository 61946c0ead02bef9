import { ModuleRef } from '@nestjs/core';
import { addRestrictedPerson } from '../../src/demonstration/restricted-person';
import { Stage } from '../../src/demonstration/stage';
import { Actors } from '../../src/platform/auth';
import { Transactions } from '../../src/platform/database';
import { TestApp } from '../support/test-app';

describe('the restricted person of the demonstration', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('is found by the two named people, and by nobody else', async () => {
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
});
