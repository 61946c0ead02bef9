import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '../../shared/day';
import { IDENTIFIER_KINDS } from '../domain/read-identifier';
import type { IdentityFacts } from '../identity/case-identity';
import type { RecordedRow } from '../identity/identity.queries';
import { ADDRESS_KINDS } from '../individual-address.entity';
import { EDUCATION_STATUSES } from '../individual-education.entity';
import { CUSTODY_PLACES } from '../custody-places';
import { STATUS_KINDS } from '../individual-status.entity';
import { ETHNICITIES, OBSERVED_ETHNICITIES, SEXES } from '../individual.entity';

class IdentityResponse {
  @ApiProperty() givenName!: string;
  @ApiProperty() familyName!: string;
  @ApiProperty({ type: String, nullable: true }) preferredName!: string | null;
  @ApiProperty({ type: [String] }) aliases!: string[];
  @ApiProperty({ type: String, format: 'date', nullable: true }) dateOfBirth!: Day | null;
  @ApiProperty({ enum: SEXES }) sex!: string;
  @ApiProperty({ type: String, nullable: true }) gender!: string | null;
  @ApiProperty({ enum: ETHNICITIES, description: 'Self-defined' }) ethnicity!: string;
  @ApiProperty({ enum: OBSERVED_ETHNICITIES, nullable: true, description: 'What an officer recorded on sight' })
  observedEthnicity!: string | null;
  @ApiProperty({ type: String, nullable: true }) communicationNeeds!: string | null;
  @ApiProperty() version!: number;
}

class RecordedResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() version!: number;
  @ApiProperty({ type: String, nullable: true }) source!: string | null;
  @ApiProperty({ format: 'date-time' }) recordedAt!: Date;
  @ApiProperty({ type: String, nullable: true }) recordedBy!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was recorded in error; null for what stands' })
  withdrawnBecause!: string | null;
}

class DatedResponse extends RecordedResponse {
  @ApiProperty({ type: String, format: 'date', nullable: true }) fromOn!: Day | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) untilOn!: Day | null;
}

class IdentifierResponse extends RecordedResponse {
  @ApiProperty({ enum: IDENTIFIER_KINDS }) kind!: string;
  @ApiProperty() value!: string;
  @ApiProperty({ description: 'False for one that fails its own check and is kept on purpose' })
  passesItsCheck!: boolean;
}

class AddressResponse extends DatedResponse {
  @ApiProperty({ enum: ADDRESS_KINDS }) kind!: string;
  @ApiProperty() lines!: string;
  @ApiProperty({ type: String, nullable: true }) postcode!: string | null;
  @ApiProperty({ type: String, nullable: true }) uprn!: string | null;
  @ApiProperty({ type: String, nullable: true }) placedBy!: string | null;
  @ApiProperty({ type: String, nullable: true }) placedIn!: string | null;
}

class EducationResponse extends DatedResponse {
  @ApiProperty({ enum: EDUCATION_STATUSES }) status!: string;
  @ApiProperty({ type: String, nullable: true }) setting!: string | null;
}

class StatusResponse extends DatedResponse {
  @ApiProperty({ enum: STATUS_KINDS }) kind!: string;
  @ApiProperty() status!: string;
  @ApiProperty({ type: String, nullable: true }) detail!: string | null;
  @ApiProperty({ enum: CUSTODY_PLACES, nullable: true }) place!: string | null;
  @ApiProperty({ type: String, nullable: true }) placeName!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) releaseExpectedOn!: Day | null;
}

export class IdentityFactsResponse {
  @ApiProperty({ type: IdentityResponse }) identity!: IdentityResponse;
  @ApiProperty({ type: [IdentifierResponse] }) identifiers!: IdentifierResponse[];
  @ApiProperty({ type: [AddressResponse] }) addresses!: AddressResponse[];
  @ApiProperty({ type: [EducationResponse] }) education!: EducationResponse[];
  @ApiProperty({ type: [StatusResponse] }) statuses!: StatusResponse[];
}

export class IdentityChangedResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() version!: number;
}

const recorded = (row: RecordedRow): RecordedResponse => ({
  id: row.id,
  version: row.version,
  source: row.source,
  recordedAt: row.recorded_at,
  recordedBy: row.recorded_by,
  withdrawnBecause: row.withdrawn_because,
});

const dated = (row: RecordedRow & { from_on: Day | null; until_on: Day | null }): DatedResponse => ({
  ...recorded(row),
  fromOn: row.from_on,
  untilOn: row.until_on,
});

/** Everything that is recorded about who somebody is. */
export const identityResponse = (facts: IdentityFacts): IdentityFactsResponse => ({
  identity: {
    givenName: facts.identity.given_name,
    familyName: facts.identity.family_name,
    preferredName: facts.identity.preferred_name,
    aliases: facts.identity.aliases,
    dateOfBirth: facts.identity.date_of_birth,
    sex: facts.identity.sex,
    gender: facts.identity.gender,
    ethnicity: facts.identity.ethnicity,
    observedEthnicity: facts.identity.observed_ethnicity,
    communicationNeeds: facts.identity.communication_needs,
    version: facts.identity.version,
  },
  identifiers: facts.identifiers.map((row) => ({
    ...recorded(row),
    kind: row.kind,
    value: row.value,
    passesItsCheck: row.unverified_because === null,
  })),
  addresses: facts.addresses.map((row) => ({
    ...dated(row),
    kind: row.kind,
    lines: row.lines,
    postcode: row.postcode,
    uprn: row.uprn,
    placedBy: row.placed_by,
    placedIn: row.placed_in,
  })),
  education: facts.education.map((row) => ({ ...dated(row), status: row.status, setting: row.setting })),
  statuses: facts.statuses.map((row) => ({
    ...dated(row),
    kind: row.kind,
    status: row.status,
    detail: row.detail,
    place: row.place,
    placeName: row.place_name,
    releaseExpectedOn: row.release_expected_on,
  })),
});
