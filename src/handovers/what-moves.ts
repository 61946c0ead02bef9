import { type Candidate, heldKey } from './domain/held';
import { whyNot } from './domain/may-hold';
import type { Choice } from './handover.entity';
import type { Holding } from './holdings';
import type { LeftOut } from './left-out';
import { thingLabel } from './thing-label';

export interface Move {
  thing: Holding;
  newHolder: Candidate;
}

export interface WhatMoves {
  moves: Move[];
  /** Is not as it was chosen any more, with the reason. */
  stopped: LeftOut[];
  /** Ids of what is not there to be handed over any more. */
  missing: string[];
  /** heldKey() of all that does not move as it was chosen. */
  failed: string[];
}

/** What of the choices still stands: held as it was when it was chosen, and the new holder may hold it. */
export function whatMoves(
  choices: readonly Choice[],
  { things, candidates }: { things: readonly Holding[]; candidates: readonly Candidate[] },
): WhatMoves {
  const found: WhatMoves = { moves: [], stopped: [], missing: [], failed: [] };
  for (const choice of choices) {
    const thing = things.find((held) => heldKey(held) === heldKey(choice));
    const newHolder = candidates.find(({ id }) => id === choice.newHolderId);
    if (!thing) {
      found.missing.push(choice.thingId);
      found.failed.push(heldKey(choice));
      continue;
    }
    const why = whyStopped(choice, thing, newHolder);
    if (why === null && newHolder) found.moves.push({ thing, newHolder });
    else {
      found.stopped.push({ label: thingLabel(thing), why: why ?? '' });
      found.failed.push(heldKey(choice));
    }
  }
  return found;
}

function whyStopped(choice: Choice, thing: Holding, newHolder: Candidate | undefined): string | null {
  if (!newHolder) return 'the account of the person chosen has ended, or they work no cases any more';
  if (thing.row.version !== choice.version) return 'somebody changed it after you chose';
  return whyNot(thing, newHolder);
}
