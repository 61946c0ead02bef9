import { ChooseOwners, ConfirmHandover, PrepareHandover, UndoHandover } from '../../src/handovers';
import { makeCase } from '../factories';
import { assigned, colleague, end, openAction } from '../handovers/arrange';
import type { TestApp } from '../support/test-app';
import { MANAGER } from './rich-case';

export interface RichHandovers {
  prepared: string;
  confirmed: string;
  undone: string;
}

/** One handover at each stage, of people whose accounts have ended; something is left with each of them or was. */
export async function someHandovers(test: TestApp): Promise<RichHandovers> {
  const actor = await test.actor(MANAGER);
  const next = await colleague(test, 'Nils Next', 'scf');
  const opened = async (name: string): Promise<string> => {
    const gone = await colleague(test, name, 'scf');
    const { individualId } = await makeCase(test, { leadProfessional: null });
    await assigned(test, individualId, 'lead_professional', gone);
    await openAction(test, individualId, gone);
    await end(test, gone);
    const { id } = await test.get(PrepareHandover).run(actor, { fromUserId: gone });
    await test.get(ChooseOwners).run(actor, { id, version: 1, forAll: next, each: {} });
    return id;
  };
  const [prepared, confirmed, undone] = [await opened('Gail'), await opened('Gert'), await opened('Gwen')];
  await test.get(ConfirmHandover).run(actor, { id: confirmed, version: 2 });
  await test.get(ConfirmHandover).run(actor, { id: undone, version: 2 });
  await test.get(UndoHandover).run(actor, { id: undone, version: 3 });
  return { prepared, confirmed, undone };
}
