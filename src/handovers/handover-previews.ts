import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../platform/access';
import { Reader } from '../platform/database';
import { Clock } from '../shared/clock';
import type { Day } from '../shared/day';
import { NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import { type Candidate, heldKey, MOST_AT_ONCE } from './domain/held';
import { recommend } from './domain/recommend';
import { type HandoverRow, handoverById } from './handovers.queries';
import { type Ask, type Holding, Holdings } from './holdings';
import { type LeftOut, movedOn, notYours, outOfSight, standingOf } from './left-out';
import { whatMoves } from './what-moves';

export interface HandoverPreview {
  record: HandoverRow;
  /** What this handover can move now, the first hundred. */
  things: Holding[];
  /** How many more there are, for another handover. */
  more: number;
  /** What was asked for and does not move, with the reason. */
  leftOut: LeftOut[];
  candidates: Candidate[];
  /** By heldKey(). */
  recommended: Map<string, Candidate>;
  /** The new holder that was chosen, by heldKey(); only of what is still held. */
  chosen: Map<string, Candidate | undefined>;
  /** What was chosen and can no longer move, with the reason; named when a handover is loaded for a page. */
  stopped: LeftOut[];
  /** Ids of all that is held within the actor's sight, and of its cases. */
  inSight: Set<string>;
}

/** A prepared handover as it stands this moment: what is held, who could hold it, what was chosen. */
@Injectable()
export class HandoverPreviews {
  constructor(
    private readonly reader: Reader,
    private readonly holdings: Holdings,
    private readonly rules: AccessRules,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound when it is not there or not the actor's to go on with */
  async record(ask: Ask, actor: Actor, id: string): Promise<HandoverRow> {
    if (!isId(id)) throw new NotFound();
    const [row] = await ask<HandoverRow & Record<string, unknown>>(handoverById(actor, id));
    if (!row) throw new NotFound();
    this.rules.ensureMay(actor, 'read', 'Handover', { madeBy: row.made_by, agencyId: row.agency_id });
    return row;
  }

  async load(actor: Actor, id: string): Promise<HandoverPreview> {
    const entry = { act: 'handover.read', subjectType: 'handover', subjectId: isId(id) ? id : undefined };
    const record = await this.record((statement) => this.reader.many(actor, entry, statement), actor, id);
    const ask: Ask = (statement) => this.reader.many(actor, undefined, statement);
    const preview = await this.previewBy(ask, actor, record, this.clock.today());
    if (record.status !== 'prepared') return preview;
    const { stopped, missing } = whatMoves(record.choices, preview);
    const gone = await standingOf(ask, actor, missing);
    return {
      ...preview,
      leftOut: [...preview.leftOut, ...(await this.tickedAndGone(ask, actor, preview))],
      stopped: [...stopped, ...gone.map(movedOn), ...outOfSight(missing.length - gone.length)],
    };
  }

  async previewBy(ask: Ask, actor: Actor, record: HandoverRow, today: Day): Promise<HandoverPreview> {
    const { things: all, others } = await this.holdings.inSight(ask, actor, {
      today,
      holderId: record.from_user_id,
      ...tickedOf(record),
    });
    const things = all.slice(0, MOST_AT_ONCE);
    const candidates = await this.holdings.candidates(ask, actor, things, today);
    const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
    return {
      record,
      things,
      more: all.length - things.length,
      leftOut: others.map(notYours),
      candidates,
      recommended: recommend(things, candidates),
      chosen: new Map(record.choices.map((choice) => [heldKey(choice), byId.get(choice.newHolderId)])),
      stopped: [],
      inSight: new Set([...all, ...others].flatMap(({ thingId, individualId }) => [thingId, individualId ?? thingId])),
    };
  }

  /** Ticked, and not held by anybody any more, or by nobody from the start. */
  private async tickedAndGone(ask: Ask, actor: Actor, { record, inSight }: HandoverPreview): Promise<LeftOut[]> {
    const { from_user_id: from, action_ids: actions, individual_ids: cases } = record;
    const ticked = from !== null ? [] : actions.length > 0 ? actions : cases;
    const missing = ticked.filter((id) => !inSight.has(id));
    const rows = await standingOf(ask, actor, missing);
    return [...rows.map(movedOn), ...outOfSight(missing.length - rows.length)];
  }
}

/** What it is of, where it is not of one person. */
const tickedOf = ({ from_user_id: from, action_ids: actions, individual_ids: cases }: HandoverRow) =>
  actions.length > 0 ? { actionIds: actions } : { individualIds: from === null ? cases : null };
