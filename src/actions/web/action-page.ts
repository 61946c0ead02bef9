import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { closeableOf } from '../closeable';
import { ReadAction } from '../read-action';
import { type ActionModel, bothVersions, presentOneAction, type TypedActionPage } from './present-actions';

/** One action with its two forms: how it goes, and how it ended. */
@Injectable()
export class ActionPage {
  constructor(
    private readonly readAction: ReadAction,
    private readonly rules: AccessRules,
  ) {}

  /** Writes the audit row of the reading. @throws NotFound when it is not there or not the actor's to see */
  async model(actor: Actor, id: string, typed: TypedActionPage = {}, isStale = false): Promise<ActionModel> {
    const row = await this.readAction.run(actor, id);
    const mayClose = this.rules.may(actor, 'close', 'Action', closeableOf(row));
    return presentOneAction(row, mayClose, typed, isStale ? bothVersions(row, typed) : undefined);
  }
}
