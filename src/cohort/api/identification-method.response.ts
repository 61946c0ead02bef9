import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '../../shared/day';
import type { MethodRow } from '../method/methods.queries';

class CriterionResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() text!: string;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'At least one piece of evidence is no older than this; null: of any day',
  })
  withinDays!: number | null;
}

export class IdentificationMethodResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'The number of the version' }) number!: number;
  @ApiProperty({ enum: ['draft', 'in_force', 'retired'] }) status!: string;
  @ApiProperty() description!: string;
  @ApiProperty({ type: [CriterionResponse] }) criteria!: CriterionResponse[];
  @ApiProperty() cycleMonths!: number;
  @ApiProperty() validationMonths!: number;
  @ApiProperty({ format: 'uuid' }) ownerId!: string;
  @ApiProperty() owner!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) inForceFrom!: Day | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) retiredOn!: Day | null;
  @ApiProperty({ type: String, nullable: true }) decision!: string | null;
  @ApiProperty() version!: number;
}

export class IdentificationMethodsResponse {
  @ApiProperty({ type: [IdentificationMethodResponse] }) items!: IdentificationMethodResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Null while none is in force' })
  nextCycleDueOn!: Day | null;
}

export class MadeResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

export const identificationMethodResponse = (row: MethodRow): IdentificationMethodResponse => ({
  id: row.id,
  number: row.number,
  status: row.status,
  description: row.description,
  criteria: row.criteria,
  cycleMonths: row.cycle_months,
  validationMonths: row.validation_months,
  ownerId: row.owner_id,
  owner: row.owner,
  inForceFrom: row.in_force_from,
  retiredOn: row.retired_on,
  decision: row.decision,
  version: row.version,
});
