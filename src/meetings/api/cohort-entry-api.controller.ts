import { Body, Controller, Param, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiCreatedResponse,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
  IntersectionType,
  OmitType,
} from '@nestjs/swagger';
import { EnterCohortRequest, RefuseEntryRequest } from '../../cohort';
import { type Actor, CurrentActor, Roles } from '../../platform/access';
import type { Submission } from '../../platform/database';
import { checked, IdempotencyKey, IfMatch } from '../../platform/http';
import { DecideEntry, type EntryDecided } from '../cohort-entry/decide-entry';
import { EntryAtMeetingFields } from '../cohort-entry/entry.form';

class AtMeetingRequest extends EntryAtMeetingFields {
  @ApiPropertyOptional({ type: String, nullable: true, description: 'Needed while the meeting is not quorate' })
  declare withoutQuorumReason?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true }) declare tellsPerson?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true }) declare tellsReferrer?: string | null;
}

class EntryAtMeetingRequest extends IntersectionType(
  OmitType(EnterCohortRequest, ['individualId', 'panelId'] as const),
  AtMeetingRequest,
) {}

class RefusalAtMeetingRequest extends IntersectionType(RefuseEntryRequest, AtMeetingRequest) {}

class EntryDecidedResponse {
  @ApiProperty({ format: 'uuid', description: 'The item' }) id!: string;
  @ApiProperty({ description: 'Whether the record stays open to you' }) staysVisible!: boolean;
}

const decidedResponse = ({ id, staysVisible }: EntryDecided): EntryDecidedResponse => ({ id, staysVisible });

/** The cohort decision about somebody accepted, as the decision of an item (`reason`: cohort_decision) of an open meeting. */
@ApiTags('meetings')
@ApiBearerAuth()
@Controller('api/v1/meetings/:id/items/:itemId')
@Roles('panel_member', 'panel_chair')
export class CohortEntryApiController {
  constructor(private readonly decideEntry: DecideEntry) {}

  /** They enter the cohort of the meeting's panel. */
  @Post('cohort-entry')
  @ApiBody({ type: EntryAtMeetingRequest })
  @ApiCreatedResponse({ type: EntryDecidedResponse })
  async enter(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('itemId') itemId: string,
    @IfMatch('item') version: number,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<EntryDecidedResponse> {
    const { withoutQuorumReason, tellsPerson, tellsReferrer, ...entry } = checked(EntryAtMeetingRequest, body);
    const at = { meetingId, itemId, version, withoutQuorumReason, tellsPerson, tellsReferrer };
    return decidedResponse(await this.decideEntry.enter(actor, at, entry, submission));
  }

  /** They do not enter. */
  @Post('cohort-refusal')
  @ApiBody({ type: RefusalAtMeetingRequest })
  @ApiCreatedResponse({ type: EntryDecidedResponse })
  async refuse(
    @CurrentActor() actor: Actor,
    @Param('id') meetingId: string,
    @Param('itemId') itemId: string,
    @IfMatch('item') version: number,
    @Body() body: unknown,
    @IdempotencyKey() submission: Submission | undefined,
  ): Promise<EntryDecidedResponse> {
    const { reason, deciders, dissent, ...asked } = checked(RefusalAtMeetingRequest, body);
    const at = { meetingId, itemId, version, ...asked };
    const refusal = { reason, deciders, dissent: dissent ?? null };
    return decidedResponse(await this.decideEntry.refuse(actor, at, refusal, submission));
  }
}
