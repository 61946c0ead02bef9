import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { CaseHeaders } from '../../individuals';
import { AccessRules, type Actor, CurrentActor, Roles } from '../../platform/access';
import { Conflict } from '../../shared/errors';
import type { Day } from '../../shared/day';
import { CohortHistory } from '../cohort-history';
import { EVIDENCE_KINDS, type EvidenceKind } from '../domain/grounds';
import type { ProposedEntry } from '../domain/entry-of-referral';
import { ProposedEntries } from '../proposed-entry';

class ProposedEntryFields implements ProposedEntry {
  @ApiProperty({ format: 'date' }) startedOn!: Day;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Null: the referral names no day' })
  evidenceOn!: Day | null;
  @ApiProperty({ type: Boolean, nullable: true }) isExperiencing!: boolean | null;
  @ApiProperty({ type: Boolean, nullable: true }) isPerpetrating!: boolean | null;
  @ApiProperty() decision!: string;
  @ApiProperty() evidence!: string;
  @ApiProperty({
    enum: EVIDENCE_KINDS,
    nullable: true,
    description: 'Null: the referral tells of nothing that happened',
  })
  evidenceKind!: EvidenceKind | null;
  @ApiProperty({ type: [String] }) deciders!: string[];
}

class ProposedEntryResponse {
  @ApiProperty({ format: 'uuid' }) individualId!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The accepted referral it is from; null where there is none',
  })
  referralReference!: string | null;
  @ApiProperty({ type: ProposedEntryFields, nullable: true })
  entry!: ProposedEntryFields | null;
}

/** What the form of an entry is filled in with, for a client that sends the entry itself. */
@ApiTags('cohort-memberships')
@ApiBearerAuth()
@Controller('api/v1/individuals/:id/proposed-entry')
@Roles('manager', 'panel_member', 'panel_chair')
export class ProposedEntryApiController {
  constructor(
    private readonly headers: CaseHeaders,
    private readonly history: CohortHistory,
    private readonly proposed: ProposedEntries,
    private readonly rules: AccessRules,
  ) {}

  /** From the accepted referral, for the panel that read it. Criteria, tier and what was rejected are never proposed. */
  @Get()
  @ApiOkResponse({ type: ProposedEntryResponse })
  async one(@CurrentActor() actor: Actor, @Param('id') individualId: string): Promise<ProposedEntryResponse> {
    const header = await this.headers.load(actor, individualId, 'people.read');
    this.rules.ensureMay(actor, 'decide', 'CohortMembership', header);
    if ((await this.history.of(actor, individualId)).some(({ ended_on }) => ended_on === null)) {
      throw new Conflict('They are in the cohort already.');
    }
    const found = await this.proposed.of(actor, individualId);
    return { individualId, referralReference: found?.reference ?? null, entry: found?.entry ?? null };
  }
}
