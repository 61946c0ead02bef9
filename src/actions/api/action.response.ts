import { ApiProperty } from '@nestjs/swagger';
import { type Visibility, VISIBILITIES } from '../../notes';
import type { Day } from '../../shared/day';
import {
  ACTION_ENDS,
  ACTION_KINDS,
  ACTION_STANDINGS,
  type ActionKind,
  type ActionStanding,
  type ActionStatus,
  MADE_IN,
  type MadeIn,
} from '../action-words';
import type { ActionInContextRow, ActionRow, OneActionRow } from '../actions.queries';

export class ActionResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null where you do not see the case' })
  individualId!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Null for a restricted person you do not see' })
  individualReference!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'First name and initial' }) knownAs!: string | null;
  @ApiProperty({ enum: MADE_IN }) madeIn!: MadeIn;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null where you do not see the case' })
  madeInId!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) goalId!: string | null;
  @ApiProperty() description!: string;
  @ApiProperty({ enum: ACTION_KINDS }) kind!: ActionKind;
  @ApiProperty({ format: 'uuid' }) ownerId!: string;
  @ApiProperty() owner!: string;
  @ApiProperty({ format: 'uuid' }) ownerAgencyId!: string;
  @ApiProperty() ownerAgency!: string;
  @ApiProperty({ format: 'date' }) dueOn!: Day;
  @ApiProperty() isOverdue!: boolean;
  @ApiProperty({ enum: ['open', ...ACTION_ENDS] }) status!: ActionStatus;
  @ApiProperty({ type: String, nullable: true }) outcome!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) closedAt!: string | null;
  @ApiProperty({ enum: VISIBILITIES }) visibility!: Visibility;
  @ApiProperty({ type: [String], description: 'Agencies, for named_agencies' }) visibleTo!: string[];
  @ApiProperty({ format: 'uuid', description: 'The agency that supplied it' }) suppliedBy!: string;
  @ApiProperty({ description: 'Without asking that agency' }) mayBePassedOn!: boolean;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ enum: ACTION_STANDINGS, nullable: true, description: 'The newest word on how it goes' })
  standing!: ActionStanding | null;
  @ApiProperty({ type: Number, nullable: true }) percentComplete!: number | null;
  @ApiProperty() version!: number;
}

export class ActionUpdateResponse {
  @ApiProperty({ enum: ACTION_STANDINGS }) standing!: ActionStanding;
  @ApiProperty({ type: Number, nullable: true }) percentComplete!: number | null;
  @ApiProperty() text!: string;
  @ApiProperty() by!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
}

export class OneActionResponse extends ActionResponse {
  @ApiProperty({ type: [ActionUpdateResponse], description: 'How it went, newest first' })
  updates!: ActionUpdateResponse[];
}

export class ActionsResponse {
  @ApiProperty({ type: [ActionResponse] }) items!: ActionResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

/** An owner who does not see the case gets the action and nothing that leads into the case. */
export const actionResponse = (row: ActionRow & Partial<ActionInContextRow>, today: Day): ActionResponse => ({
  id: row.id,
  individualId: row.sees_case ? row.individual_id : null,
  individualReference: row.individual_reference ?? null,
  knownAs: row.known_as ?? null,
  madeIn: row.made_in,
  madeInId: row.sees_case ? row.made_in_id : null,
  goalId: row.sees_case ? row.goal_id : null,
  description: row.description,
  kind: row.kind,
  ownerId: row.owner_id,
  owner: row.owner,
  ownerAgencyId: row.owner_agency_id,
  ownerAgency: row.owner_agency,
  dueOn: row.due_on,
  isOverdue: row.status === 'open' && row.due_on < today,
  status: row.status,
  outcome: row.outcome,
  closedAt: row.closed_at?.toISOString() ?? null,
  visibility: row.visibility,
  visibleTo: row.visible_to,
  suppliedBy: row.supplied_by,
  mayBePassedOn: row.may_be_passed_on,
  createdAt: row.created_at.toISOString(),
  standing: row.latest_update?.standing ?? null,
  percentComplete: row.latest_update?.percent ?? null,
  version: row.version,
});

export const oneActionResponse = (row: OneActionRow, today: Day): OneActionResponse => ({
  ...actionResponse(row, today),
  updates: row.updates.map(({ standing, percent, text, by, at }) => ({
    standing,
    percentComplete: percent,
    text,
    by,
    at: new Date(at).toISOString(),
  })),
});
