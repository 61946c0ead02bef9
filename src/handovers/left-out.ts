import { readableItem, visibilitiesFor } from '../notes';
import type { Actor } from '../platform/access';
import type { Statement } from '../platform/database';
import type { HeldKind } from './domain/held';
import type { Ask, Holding } from './holdings';
import { labelOf, thingLabel } from './thing-label';

/** Something that was ticked or chosen and does not move, with the reason; only what its reader sees is named. */
export interface LeftOut {
  label: string;
  why: string;
}

/** How a thing stands now, also one that has ended. `case` is a ticked case on which nobody is named. */
export interface StandingRow {
  thing_id: string;
  kind: HeldKind | 'case';
  reference: string | null;
  about: string | null;
  holder: string | null;
  is_over: boolean;
}

/** What became of these things and cases, as far as the actor sees them. */
const standing = (actor: Actor, ids: string[]): Statement => ({
  name: 'handover-standing',
  text: `
    SELECT s.* FROM (
      SELECT a.id AS thing_id, a.kind, i.reference, NULL AS about, u.display_name AS holder, a.ended_at IS NOT NULL AS is_over
        FROM assignments a JOIN individuals i ON i.id = a.individual_id AND i.access_keys && $1::uuid[] JOIN users u ON u.id = a.user_id
       WHERE a.id = ANY ($2::uuid[])
      UNION ALL
      SELECT t.id, 'action', i.reference, t.description, u.display_name, t.status <> 'open'
        FROM actions t JOIN individuals i ON i.id = t.individual_id AND i.access_keys && $1::uuid[] JOIN users u ON u.id = t.owner_id
       WHERE t.id = ANY ($2::uuid[]) AND ${readableItem('t', '$3', '$4')}
      UNION ALL
      SELECT m.id, 'panel_seat', NULL, p.name, u.display_name, m.ended_at IS NOT NULL
        FROM panel_members m JOIN panels p ON p.id = m.panel_id JOIN users u ON u.id = m.user_id
       WHERE m.id = ANY ($2::uuid[]) AND m.panel_id = ANY ($1::uuid[])
      UNION ALL
      SELECT i.id, 'case', i.reference, NULL, NULL, false FROM individuals i WHERE i.id = ANY ($2::uuid[]) AND i.access_keys && $1::uuid[]
    ) s ORDER BY s.reference NULLS FIRST, s.kind, s.thing_id`,
  values: [actor.accessKeys, ids, visibilitiesFor(actor.agencyKind), actor.agencyId],
});

export const standingOf = (ask: Ask, actor: Actor, ids: string[]): Promise<StandingRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : ask<StandingRow & Record<string, unknown>>(standing(actor, ids));

/** Whose it is to hand on, where it is not the reader's. */
export const notYours = (thing: Holding): LeftOut => ({
  label: thingLabel(thing),
  why: thing.isRestricted
    ? 'it is in a restricted record, and a manager or chair who is named on it hands it on'
    : `it is held in ${thing.row.agency}, and a manager there or the panel’s chair hands it on`,
});

/** A thing that could be handed on and was not given to anybody. */
export const staysWith = (thing: Holding, isChosenGone: boolean): LeftOut => ({
  label: thingLabel(thing),
  why: isChosenGone
    ? 'the account of the person chosen has ended, or they work no cases any more'
    : `nobody was chosen to take it over, so it stays with ${thing.row.holder}`,
});

/** More than one handover holds. */
export const forAnother = (count: number): LeftOut[] =>
  count === 0
    ? []
    : [
        {
          label: count === 1 ? '1 more thing' : `${count} more things`,
          why: 'one handover holds a hundred, so another is needed',
        },
      ];

/** What ended, or has another holder, since it was ticked or chosen. */
export const movedOn = (row: StandingRow): LeftOut => ({ label: labelOf(row), why: whyMovedOn(row) });

function whyMovedOn({ kind, holder, is_over: isOver }: StandingRow): string {
  if (kind === 'case') return 'it has neither a lead professional nor a plan owner';
  if (!isOver) return `${holder ?? 'somebody else'} holds it now`;
  if (kind === 'action') return 'it was closed since';
  return kind === 'panel_seat' ? 'the seat ended since' : 'it ended since, or somebody else was named';
}

/** What is out of its reader's sight is counted and not named. */
export const outOfSight = (count: number): LeftOut[] =>
  count === 0
    ? []
    : [
        {
          label: count === 1 ? '1 thing you chose' : `${count} things you chose`,
          why: `you can no longer see ${count === 1 ? 'it' : 'them'}`,
        },
      ];
