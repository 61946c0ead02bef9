import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { Reader } from '../../platform/database';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import {
  type AgencyChoice,
  entriesOf,
  type EntryRow,
  leadAgencies,
  type OwnerChoice,
  possibleOwners,
} from '../entries/entries.queries';
import { LineReminders, type LineRemindersModel } from '../entries/line-reminders';
import {
  activitiesOfPlan,
  activityById,
  type ActivityRow,
  currentPlan,
  editionById,
  type EditionRow,
  editions,
  type OneEditionRow,
  type StrategyPlanRow,
} from './strategy.queries';

export interface OneActivity {
  activity: ActivityRow;
  entries: EntryRow[];
  reminders: LineRemindersModel;
  mayKeep: boolean;
  maySayProgress: boolean;
}

export interface WholePlan {
  plan: StrategyPlanRow | null;
  activities: ActivityRow[];
  editions: EditionRow[];
  reminders: LineRemindersModel | null;
  mayAdd: boolean;
  mayReview: boolean;
}

export interface LineChoices {
  agencies: AgencyChoice[];
  owners: OwnerChoice[];
}

/** Reads the strategy plan. It holds no case, so no reading is audited. */
@Injectable()
export class StrategyReads {
  constructor(
    private readonly reader: Reader,
    private readonly rules: AccessRules,
    private readonly lineReminders: LineReminders,
  ) {}

  async plan(actor: Actor): Promise<WholePlan> {
    const [[plan], activities, signedOff] = await this.reader.read<[StrategyPlanRow, ActivityRow, EditionRow]>(
      actor,
      undefined,
      currentPlan(),
      activitiesOfPlan(),
      editions(),
    );
    const mayAdd = this.rules.may(actor, 'keep', 'RegisterLine', { agencyId: actor.agencyId });
    const mayReview = this.rules.may(actor, 'review', 'RegisterLine', {});
    const reminders = plan ? await this.lineReminders.of(actor, 'strategy_review', plan.id, plan.review_due_on) : null;
    return { plan: plan ?? null, activities, editions: signedOff, reminders, mayAdd, mayReview };
  }

  /** @throws NotFound when it is not there */
  async activity(actor: Actor, id: string): Promise<OneActivity> {
    if (!isId(id)) throw new NotFound();
    const [[activity], entries] = await this.reader.read<[ActivityRow, EntryRow]>(
      actor,
      undefined,
      activityById(id),
      entriesOf('activity', id),
    );
    if (!activity) throw new NotFound();
    const line = { agencyId: activity.agency_id, ownerIds: activity.owner_ids };
    this.rules.ensureMay(actor, 'read', 'RegisterLine', line);
    const mayKeep = this.rules.may(actor, 'keep', 'RegisterLine', line);
    const maySayProgress = this.rules.may(actor, 'say_progress', 'RegisterLine', line);
    const isOver = activity.percent_complete >= 100 || activity.withdrawn_reason !== null;
    const reminders = await this.lineReminders.of(actor, 'strategy_activity', id, isOver ? null : activity.target_on);
    return { activity, entries, reminders, mayKeep, maySayProgress };
  }

  /** @throws NotFound when it is not there */
  async edition(actor: Actor, id: string): Promise<OneEditionRow> {
    if (!isId(id)) throw new NotFound();
    const edition = await this.reader.one<OneEditionRow>(actor, undefined, editionById(id));
    if (!edition) throw new NotFound();
    return edition;
  }

  /** Agencies and people that a line of any register can name. */
  async choices(actor: Actor): Promise<LineChoices> {
    const [agencies, owners] = await this.reader.read<[AgencyChoice, OwnerChoice]>(
      actor,
      undefined,
      leadAgencies(),
      possibleOwners(),
    );
    return { agencies, owners };
  }
}
