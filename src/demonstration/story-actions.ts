import { CloseAction } from '../actions';
import { addDays, type Day } from '../shared/day';
import type { Chance } from './chance';
import type { History } from './history';
import type { Stage } from './stage';

/** What the panel asks for, and of whom, so that every agency has something of its own to do. */
export const PANEL_ACTIONS = [
  { description: 'Tell the family what the panel decided', kind: 'inform', owner: 'family.support@scf.example' },
  { description: 'Patrol the way home from school for two weeks', kind: 'disrupt', owner: 'officer@tvp.example' },
  { description: 'Agree a part-time timetable with an end date', kind: 'support', owner: 'dsl@school.example' },
  { description: 'Say when the CAMHS appointment will be', kind: 'support', owner: 'nurse@health.example' },
  {
    description: 'Offer the boxing club on Tuesdays and fetch them once',
    kind: 'divert',
    owner: 'mentor@charity.example',
  },
  { description: 'Report on the family’s place on the transfer list', kind: 'safeguard', owner: 'housing@sbc.example' },
] as const;

/** Most actions are closed by their owner in time, a few could not be done, and a few are left: they become overdue. */
export function closeLater(
  stage: Stage,
  history: History,
  chance: Chance,
  action: { id: string; owner: string; dueOn: Day },
): void {
  if (chance.happens(0.12)) return;
  const at = new Date(`${addDays(action.dueOn, -chance.between(0, 6))}T14:00:00Z`);
  history.at(at, () =>
    stage.sitting(action.owner, async (tx) => {
      const [open] = await tx.query<{ version: number }>(
        `SELECT version FROM actions WHERE id = $1 AND status = 'open'`,
        [action.id],
      );
      if (!open) return;
      const isDone = chance.happens(0.85);
      await stage.verb(CloseAction).within(tx, {
        id: action.id,
        version: open.version,
        status: isDone ? 'done' : 'could_not_be_done',
        outcome: isDone ? 'Done as agreed.' : 'Could not be done: they were away from Slough for the whole time.',
      });
    }),
  );
}
