import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor, hasRole } from '../../platform/access';
import { Reader } from '../../platform/database';
import { decodeCursor, PAGE_SIZE, pageOf } from '../../platform/http';
import { Clock } from '../../shared/clock';
import { isId } from '../../shared/ids';
import { type Colleague, Colleagues } from '../../users';
import { CountOfGone } from '../count-of-gone';
import { MOST_AT_ONCE } from '../domain/held';
import { HandoverPreviews } from '../handover-previews';
import {
  casesToTick,
  type CaseToTickRow,
  handoverCursor,
  type HandoverRow,
  handovers,
  type MoveRow,
  movesOf,
} from '../handovers.queries';
import { heldOutOfSight, type OutOfSightRow } from '../out-of-sight';
import { canBeUndone } from '../undo-handover';
import { type CasesToTickModel, type HandoverModel, presentCases, presentHandover } from './present-handover';
import { type HandoversModel, presentHandovers } from './present-handovers';

/** The facts of the pages about handovers. */
@Injectable()
export class HandoverPages {
  constructor(
    private readonly reader: Reader,
    private readonly previews: HandoverPreviews,
    private readonly countOfGone: CountOfGone,
    private readonly colleagues: Colleagues,
    private readonly rules: AccessRules,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, cursor?: unknown, chosen?: unknown): Promise<HandoversModel> {
    const after = decodeCursor(cursor, 2);
    const rows = await this.reader.many<HandoverRow>(actor, undefined, handovers(actor, after, PAGE_SIZE));
    const held = await this.countOfGone.heldByGone(actor);
    const gone = held.map(({ holderId }) => holderId);
    const outOfSight =
      gone.length === 0 ? [] : await this.reader.many<OutOfSightRow>(actor, undefined, heldOutOfSight(gone));
    return presentHandovers({
      held,
      outOfSight,
      colleagues: await this.ownColleagues(actor),
      page: pageOf(rows, handoverCursor),
      isFirst: after === undefined,
      chosen,
    });
  }

  async cases(actor: Actor, query: Record<string, unknown>, ticked?: unknown): Promise<CasesToTickModel> {
    const holder = typeof query['holder'] === 'string' && isId(query['holder']) ? query['holder'] : '';
    const after = decodeCursor(query['cursor'], 2);
    const rows = await this.reader.many<CaseToTickRow>(
      actor,
      { act: 'individuals.listed', subjectType: 'individual' },
      casesToTick(actor, { holderId: holder === '' ? null : holder, after, limit: MOST_AT_ONCE }),
    );
    const page = pageOf(rows, (row) => [row.reference, row.id], MOST_AT_ONCE);
    return presentCases(page, { holder, isFirst: after === undefined }, await this.ownColleagues(actor), ticked);
  }

  async one(actor: Actor, id: string): Promise<HandoverModel> {
    const preview = await this.previews.load(actor, id);
    const { record } = preview;
    const moves = await this.reader.many<MoveRow>(actor, undefined, movesOf(actor, id));
    const mayUndo =
      canBeUndone(record, this.clock.now()) &&
      this.rules.may(actor, 'undo', 'Handover', { madeBy: record.made_by, agencyId: record.agency_id });
    return presentHandover(preview, moves, mayUndo);
  }

  /** Whose work a manager may ask for: their own agency's; a panel's chair, whoever works its cases. */
  private async ownColleagues(actor: Actor): Promise<Colleague[]> {
    const all = await this.colleagues.list(actor);
    return hasRole(actor, 'panel_chair') ? all : all.filter(({ agencyId }) => agencyId === actor.agencyId);
  }
}
