import { Injectable } from '@nestjs/common';
import { type VisibleIndividual, visibleIndividual } from '../individuals';
import { type ItemVisibility, ensureShowable, type KeptTo, keptTo, visibilitiesFor } from '../notes';
import { AccessRules, type Actor } from '../platform/access';
import { type Submission, type Transaction, Transactions } from '../platform/database';
import type { Day } from '../shared/day';
import { Invalid, NotFound } from '../shared/errors';
import { newId } from '../shared/ids';
import type { ActionKind, MadeIn } from './action-words';
import { Action } from './action.entity';
import { ensureMadeIn } from './ensure-made-in';

export interface NewAction extends ItemVisibility {
  individualId: string;
  madeIn: MadeIn;
  madeInId: string;
  goalId?: string | null;
  description: string;
  kind: ActionKind;
  ownerId: string;
  dueOn: Day;
  /** In the version of the plan for the person and family; left out, as it is for its kind. */
  shownToFamily?: boolean | null;
  /** The day of the review or meeting that made it, when that is recorded afterwards. */
  madeOn?: Day;
}

/** Gives one named owner one thing to do by one date, and lets them know. */
@Injectable()
export class AddAction {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, action: NewAction, submission?: Submission): Promise<{ id: string }> {
    return this.transactions.act(
      actor,
      async (tx) => {
        await visibleIndividual(tx, action.individualId);
        await ensureMadeIn(tx, action);
        return this.within(tx, action);
      },
      submission,
    );
  }

  /** For a plan, review or meeting that makes the action in its own transaction; that it exists is the caller's to know. */
  async within(tx: Transaction, { madeOn, ...action }: NewAction): Promise<{ id: string }> {
    const individual = await visibleIndividual(tx, action.individualId);
    this.rules.ensureMay(tx.actor, 'add', 'Action', individual);
    const owner = await ownerOf(tx, action.ownerId);
    const kept = await keptTo(tx, action.individualId, action);
    refuseWrong(action, { owner, kept }, madeOn ?? tx.today);
    ensureShowable(kept, action.shownToFamily);
    ensurePoliceSayIt(tx.actor, owner, action.shownToFamily);
    ensureOwnerMaySee(individual, action.ownerId);
    if (action.goalId) await ensureGoal(tx, action, kept);
    const id = newId();
    await tx.insert(Action, {
      ...action,
      ...kept,
      id,
      ownerAgencyId: owner.agencyId,
      createdBy: tx.actor.userId,
      createdAt: tx.now,
    });
    await tx.audit({
      act: 'action.added',
      subjectType: 'action',
      subjectId: id,
      individualId: action.individualId,
      fields: ['description', 'kind', 'ownerId', 'dueOn', 'visibility'],
    });
    await tx.announce('action.assigned', id);
    return { id };
  }
}

interface Owner {
  agencyId: string;
  agencyKind: string;
}

async function ownerOf(tx: Transaction, ownerId: string): Promise<Owner> {
  const [owner] = await tx.query<Owner>(
    `SELECT a.id AS "agencyId", a.kind AS "agencyKind" FROM users u JOIN agencies a ON a.id = u.agency_id
      WHERE u.id = $1 AND u.status = 'active' AND u.roles && ARRAY['practitioner','manager','panel_member','panel_chair']`,
    [ownerId],
  );
  if (!owner) throw new Invalid([{ field: 'ownerId', message: 'Select a person who can own an action' }]);
  return owner;
}

function refuseWrong(action: NewAction, { owner, kept }: { owner: Owner; kept: KeptTo }, madeOn: Day): void {
  if (action.description.trim() === '') throw new Invalid([{ field: 'description', message: 'Enter the action' }]);
  if (action.dueOn < madeOn) {
    throw new Invalid([{ field: 'dueOn', message: 'Due date must be on or after the day the action was made' }]);
  }
  if (!visibilitiesFor(owner.agencyKind).includes(kept.visibility) && !kept.visibleTo.includes(owner.agencyId)) {
    throw new Invalid([{ field: 'ownerId', message: 'The owner must be in the agency that alone may see the action' }]);
  }
}

/** What the police do is theirs to tell: to inform or to safeguard somebody can mean somebody else. */
function ensurePoliceSayIt(actor: Actor, owner: Owner, shownToFamily: boolean | null | undefined): void {
  if (!shownToFamily || owner.agencyKind !== 'police' || actor.agencyKind === 'police') return;
  throw new Invalid([
    { field: 'shownToFamily', message: 'Only somebody in the police can show the person or family what the police do' },
  ]);
}

/** To whoever is not named on a restricted record the person is not there, and so neither is anything to do. */
function ensureOwnerMaySee(individual: VisibleIndividual, ownerId: string): void {
  if (!individual.isRestricted || individual.accessKeys.includes(ownerId)) return;
  throw new Invalid([{ field: 'ownerId', message: 'Select one of the people named on this restricted record' }]);
}

/** An action that serves a goal is for nobody who may not read the goal: its number would tell them of it. */
async function ensureGoal(tx: Transaction, { individualId, goalId }: NewAction, kept: KeptTo): Promise<void> {
  const [goal] = await tx.query<{ visibility: string; visibleTo: string[] }>(
    'SELECT visibility, visible_to AS "visibleTo" FROM plan_goals WHERE id = $1 AND individual_id = $2',
    [goalId, individualId],
  );
  if (!goal) throw new NotFound();
  const isWithin =
    goal.visibility === 'all_agencies' ||
    (goal.visibility === kept.visibility && kept.visibleTo.every((agency) => goal.visibleTo.includes(agency)));
  if (!isWithin) throw new Invalid([{ field: 'goalId', message: 'Select the same people who may read that goal' }]);
}
