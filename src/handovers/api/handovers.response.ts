import { ApiProperty } from '@nestjs/swagger';
import { HELD_KINDS, type HeldKind, heldKey } from '../domain/held';
import { whyNot } from '../domain/may-hold';
import type { HandoverPreview } from '../handover-previews';
import type { HandoverRow, MoveRow } from '../handovers.queries';

export class HandoverListItem {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) fromUserId!: string | null;
  @ApiProperty({ enum: ['account_ended', 'left_agency', 'long_absence', 'no_role', 'reassignment'] }) reason!: string;
  @ApiProperty({ enum: ['prepared', 'confirmed', 'undone'] }) status!: string;
  @ApiProperty({ format: 'date-time' }) madeAt!: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) confirmedAt!: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) undoneAt!: Date | null;
  @ApiProperty() version!: number;
}

export class HandoverListResponse {
  @ApiProperty({ type: [HandoverListItem] }) items!: HandoverListItem[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class HeldThingResponse {
  @ApiProperty({ enum: HELD_KINDS }) kind!: HeldKind;
  @ApiProperty({ format: 'uuid' }) thingId!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) individualId!: string | null;
  @ApiProperty({ type: String, nullable: true }) reference!: string | null;
  @ApiProperty({ format: 'uuid' }) holderId!: string;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Worked with the person before, then lightest load',
  })
  recommendedHolderId!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) chosenHolderId!: string | null;
  @ApiProperty({ type: [String], description: 'Everybody who may hold it next' }) possibleHolderIds!: string[];
}

export class HandoverMoveResponse {
  @ApiProperty({ enum: HELD_KINDS }) kind!: HeldKind;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) individualId!: string | null;
  @ApiProperty({ type: String, nullable: true }) reference!: string | null;
  @ApiProperty({ format: 'uuid' }) oldHolderId!: string;
  @ApiProperty({ format: 'uuid' }) newHolderId!: string;
  @ApiProperty({ type: String, enum: ['given_back', 'left_alone'], nullable: true }) outcome!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What had changed, where it was left alone' }) why!:
    string | null;
}

export class LeftOutResponse {
  @ApiProperty({ description: 'Reference and what it is' }) label!: string;
  @ApiProperty() why!: string;
}

export class HandoverResponse extends HandoverListItem {
  @ApiProperty({ type: [HeldThingResponse], description: 'While it is prepared: what it can move' })
  things!: HeldThingResponse[];
  @ApiProperty({ description: 'How many more than the first hundred are held' }) more!: number;
  @ApiProperty({ type: [LeftOutResponse], description: 'What was asked for and does not move, and why' })
  leftOut!: LeftOutResponse[];
  @ApiProperty({ type: [HandoverMoveResponse], description: 'Once it is confirmed: what it moved' })
  moves!: HandoverMoveResponse[];
}

export class PreparedHandoverResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

export class ConfirmedHandoverResponse extends PreparedHandoverResponse {
  @ApiProperty({ description: 'How many things moved' }) moved!: number;
}

export const handoverListItem = (row: HandoverRow): HandoverListItem => ({
  id: row.id,
  fromUserId: row.from_user_id,
  reason: row.reason,
  status: row.status,
  madeAt: row.made_at,
  confirmedAt: row.confirmed_at,
  undoneAt: row.undone_at,
  version: row.version,
});

export const handoverResponse = (preview: HandoverPreview, moves: MoveRow[]): HandoverResponse => ({
  ...handoverListItem(preview.record),
  things: preview.record.status === 'prepared' ? heldThings(preview) : [],
  more: preview.record.status === 'prepared' ? preview.more : 0,
  leftOut: preview.record.status === 'prepared' ? preview.leftOut : [],
  moves: moves.map((move) => ({
    kind: move.kind,
    individualId: move.individual_id,
    reference: move.reference,
    oldHolderId: move.old_holder_id,
    newHolderId: move.new_holder_id,
    outcome: move.outcome,
    why: move.reason,
  })),
});

const heldThings = ({ things, candidates, recommended, chosen }: HandoverPreview): HeldThingResponse[] =>
  things.map((thing) => ({
    kind: thing.kind,
    thingId: thing.thingId,
    individualId: thing.individualId,
    reference: thing.row.reference,
    holderId: thing.holderId,
    recommendedHolderId: recommended.get(heldKey(thing))?.id ?? null,
    chosenHolderId: chosen.get(heldKey(thing))?.id ?? null,
    possibleHolderIds: candidates.filter((candidate) => whyNot(thing, candidate) === null).map(({ id }) => id),
  }));
