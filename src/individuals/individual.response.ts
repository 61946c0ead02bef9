import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '../shared/day';
import { type CaseHeader, fullName } from './case-headers';
import type { MyCaseRow } from './case-lists.queries';
import { type Tier, TIERS } from './tier';

class PersonResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({
    description: 'Their account ended, or they moved to another agency: their part is to be handed over.',
  })
  hasGone!: boolean;
}

class PlanStateResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() status!: string;
}

class ReviewExemptionResponse {
  @ApiProperty() words!: string;
  @ApiProperty({ format: 'date', description: 'Its last day' }) until!: Day;
}

export class ListedIndividualResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'TC-2026-0042' }) reference!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) dateOfBirth!: Day | null;
  @ApiProperty({ enum: TIERS, nullable: true }) tier!: Tier | null;
  @ApiProperty({ type: String, nullable: true }) planStatus!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) screenedOn!: Day | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) nextReviewDueOn!: Day | null;
  @ApiProperty({ type: String, nullable: true }) leadProfessional!: string | null;
  @ApiProperty({ type: String, nullable: true }) planOwner!: string | null;
}

export class IndividualListResponse {
  @ApiProperty({ type: [ListedIndividualResponse] }) items!: ListedIndividualResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class IndividualResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'TC-2026-0042' }) reference!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: [String] }) aliases!: string[];
  @ApiProperty({ type: String, format: 'date', nullable: true }) dateOfBirth!: Day | null;
  @ApiProperty() isRestricted!: boolean;
  @ApiProperty({ enum: TIERS, nullable: true }) tier!: Tier | null;
  @ApiProperty({ type: String, nullable: true }) strand!: string | null;
  @ApiProperty({ type: Boolean, nullable: true, description: 'null: not known' }) isExperiencing!: boolean | null;
  @ApiProperty({ type: Boolean, nullable: true, description: 'null: not known' }) isPerpetrating!: boolean | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) inCohortSince!: Day | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'null while they are in the cohort' })
  leftCohortOn!: Day | null;
  @ApiProperty({ type: PersonResponse, nullable: true }) leadProfessional!: PersonResponse | null;
  @ApiProperty({ type: PersonResponse, nullable: true }) planOwner!: PersonResponse | null;
  @ApiProperty({ type: PlanStateResponse, nullable: true }) plan!: PlanStateResponse | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) nextReviewDueOn!: Day | null;
  @ApiProperty({ type: ReviewExemptionResponse, nullable: true }) reviewExemption!: ReviewExemptionResponse | null;
  @ApiProperty() version!: number;
}

export class IndividualsFoundResponse extends IndividualListResponse {
  @ApiProperty({
    type: [ListedIndividualResponse],
    description: 'On the first page alone: names spelled or sounding like the one that was sent, the most alike first',
  })
  alike!: ListedIndividualResponse[];
}

export class IndividualAddedResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'TC-2026-0042' }) reference!: string;
}

export const listed = (row: MyCaseRow): ListedIndividualResponse => ({
  id: row.id,
  reference: row.reference,
  name: fullName(row),
  dateOfBirth: row.date_of_birth,
  tier: row.tier,
  planStatus: row.plan_status,
  screenedOn: row.screened_on,
  nextReviewDueOn: row.next_review_due_on,
  leadProfessional: row.lead_professional,
  planOwner: row.plan_owner,
});

/** Without the access keys and the age: the one is machinery, the other changes with the day. */
export const responseOf = ({
  accessKeys: _keys,
  age: _age,
  breakGlass: _grant,
  ...header
}: CaseHeader): IndividualResponse => header;
