import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '../../shared/day';
import type { OwedDecisionRow } from './decisions.queries';

export class CohortDecisionResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) individualId!: string;
  @ApiProperty() individualReference!: string;
  @ApiProperty({ description: 'The panel that accepted the referral, and sees the record until it is decided' })
  panel!: string;
  @ApiProperty({ format: 'date' }) acceptedOn!: Day;
  @ApiProperty({ format: 'date', description: '10 working days after acceptance' }) dueOn!: Day;
  @ApiProperty({ type: String, format: 'date', nullable: true }) screenedOn!: Day | null;
  @ApiProperty({ type: String, nullable: true }) leadProfessional!: string | null;
  @ApiProperty({ type: String, nullable: true }) planOwner!: string | null;
  @ApiProperty({ description: 'For If-Match when it is decided that the person does not enter' }) version!: number;
}

export class CohortDecisionsResponse {
  @ApiProperty({ type: [CohortDecisionResponse] }) items!: CohortDecisionResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class EntryRefusedResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'Whether the record stays open to you' }) staysVisible!: boolean;
}

export const decisionResponse = (row: OwedDecisionRow): CohortDecisionResponse => ({
  id: row.id,
  individualId: row.individual_id,
  individualReference: row.individual_reference,
  panel: row.panel,
  acceptedOn: row.accepted_on,
  dueOn: row.due_on,
  screenedOn: row.screened_on,
  leadProfessional: row.lead_professional,
  planOwner: row.plan_owner,
  version: row.version,
});
