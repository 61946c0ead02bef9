import type { Transaction } from '../platform/database';
import { Invalid, NotAllowed } from '../shared/errors';

/**
 * The panel meant when none is named: the only one the actor sits on.
 * @throws NotAllowed for someone on no panel, Invalid for someone on several
 */
export async function onePanelOf(tx: Transaction): Promise<string> {
  const panels = await tx.query<{ id: string }>('SELECT id FROM panels WHERE id = ANY ($1::uuid[])', [
    tx.actor.accessKeys,
  ]);
  const [panel, another] = panels;
  if (!panel) throw new NotAllowed();
  if (another) throw new Invalid([{ field: 'panelId', message: 'Select a panel' }]);
  return panel.id;
}
