import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { Reader } from '../../platform/database';
import { NotFound } from '../../shared/errors';
import { isId } from '../../shared/ids';
import { entriesOf, type EntryRow } from '../entries/entries.queries';
import { LineReminders, type LineRemindersModel } from '../entries/line-reminders';
import { learningActions, learningById, type LearningRow } from './learning.queries';

export interface OneLearning {
  learning: LearningRow;
  entries: EntryRow[];
  reminders: LineRemindersModel;
  mayKeep: boolean;
  maySayProgress: boolean;
}

/** Reads the learning tracker. It holds no case, so no reading is audited. */
@Injectable()
export class LearningReads {
  constructor(
    private readonly reader: Reader,
    private readonly rules: AccessRules,
    private readonly lineReminders: LineReminders,
  ) {}

  all(actor: Actor): Promise<LearningRow[]> {
    return this.reader.many<LearningRow>(actor, undefined, learningActions());
  }

  /** @throws NotFound when it is not there */
  async one(actor: Actor, id: string): Promise<OneLearning> {
    if (!isId(id)) throw new NotFound();
    const [[learning], entries] = await this.reader.read<[LearningRow, EntryRow]>(
      actor,
      undefined,
      learningById(id),
      entriesOf('learning', id),
    );
    if (!learning) throw new NotFound();
    const line = { agencyId: learning.agency_id, ownerIds: [learning.owner_id] };
    this.rules.ensureMay(actor, 'read', 'RegisterLine', line);
    const isOpen = learning.closed_on === null;
    const mayKeep = isOpen && this.rules.may(actor, 'keep', 'RegisterLine', line);
    const maySayProgress = isOpen && this.rules.may(actor, 'say_progress', 'RegisterLine', line);
    const reminders = await this.lineReminders.of(actor, 'learning_action', id, isOpen ? learning.due_on : null);
    return { learning, entries, reminders, mayKeep, maySayProgress };
  }

  mayAdd(actor: Actor): boolean {
    return this.rules.may(actor, 'keep', 'RegisterLine', { agencyId: actor.agencyId });
  }
}
