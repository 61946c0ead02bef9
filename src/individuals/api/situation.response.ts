import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '../../shared/day';
import { fullName } from '../case-headers';
import type { ChronologyRow } from '../chronology/chronology.queries';
import { CHRONOLOGY_KINDS } from '../chronology/chronology-kinds';
import { entryTitle } from '../chronology/chronology-words';
import { RELATIONSHIP_BASES, RELATIONSHIP_KINDS, RELIABILITIES } from '../relationships/relationship-words';
import type { SituationFacts } from '../situation/case-situation';
import { VISIBILITIES } from '../visibility/visibility';

export class FactRecordedResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
}

class RelatedRecordResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'TC-2026-0042' }) reference!: string;
}

class RelationshipResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() version!: number;
  @ApiProperty({ enum: RELATIONSHIP_KINDS }) kind!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: String, nullable: true }) detail!: string | null;
  @ApiProperty({ type: Boolean, nullable: true, description: 'null: not known' }) hasParentalResponsibility!:
    boolean | null;
  @ApiProperty({ type: Boolean, nullable: true, description: 'null: not known' }) livesWith!: boolean | null;
  @ApiProperty() isProtective!: boolean;
  @ApiProperty({ type: String, format: 'date', nullable: true }) fromOn!: Day | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) untilOn!: Day | null;
  @ApiProperty() source!: string;
  @ApiProperty({ enum: RELATIONSHIP_BASES }) basis!: string;
  @ApiProperty({ enum: RELIABILITIES }) reliability!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) reviewOn!: Day | null;
  @ApiProperty({ enum: VISIBILITIES }) visibility!: string;
  @ApiProperty({ type: String, nullable: true }) withdrawnBecause!: string | null;
  @ApiProperty({
    type: RelatedRecordResponse,
    nullable: true,
    description: 'Their own record, to a caller who sees it; null says nothing about whether there is one',
  })
  record!: RelatedRecordResponse | null;
}

class NamedOnResponse extends RelatedRecordResponse {
  @ApiProperty() name!: string;
  @ApiProperty({ enum: RELATIONSHIP_KINDS }) kind!: string;
}

class BetweenResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: RELATIONSHIP_KINDS }) kind!: string;
  @ApiProperty({ enum: RELATIONSHIP_BASES }) basis!: string;
  @ApiProperty({ format: 'uuid', description: 'The record that says it' }) ofId!: string;
  @ApiProperty({ format: 'uuid', description: 'The record it is said of' }) relatedId!: string;
}

class FamilyMemberResponse extends RelatedRecordResponse {
  @ApiProperty() name!: string;
  @ApiProperty({ format: 'uuid', description: 'Of their membership, to take them out' }) memberId!: string;
  @ApiProperty({ description: 'Of their membership' }) version!: number;
}

class ChampionClaimResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() version!: number;
  @ApiProperty({ format: 'uuid' }) userId!: string;
  @ApiProperty() name!: string;
  @ApiProperty() agency!: string;
  @ApiProperty({ enum: ['champion', 'contested', 'ended'] }) status!: string;
  @ApiProperty() reason!: string;
  @ApiProperty({ format: 'date-time' }) claimedAt!: Date;
}

export class SituationResponse {
  @ApiProperty({ type: [RelationshipResponse] }) relationships!: RelationshipResponse[];
  @ApiProperty({ type: [NamedOnResponse], description: 'Records within sight that name this person' })
  namedOn!: NamedOnResponse[];
  @ApiProperty({ type: [BetweenResponse], description: 'What the records around this one say of each other' })
  between!: BetweenResponse[];
  @ApiProperty({ type: [FamilyMemberResponse], description: 'Within sight, the person themselves among them' })
  family!: FamilyMemberResponse[];
  @ApiProperty({ type: [ChampionClaimResponse] }) championClaims!: ChampionClaimResponse[];
}

export class FamilyJoinedResponse {
  @ApiProperty({ format: 'uuid' }) familyId!: string;
}

export class FamilyClaimedResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: ['champion', 'contested'] }) status!: string;
}

class ChronologyEntryResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: CHRONOLOGY_KINDS }) kind!: string;
  @ApiProperty({ description: 'Which turn of it: started, ended, …' }) what!: string;
  @ApiProperty({ format: 'date' }) happenedOn!: Day;
  @ApiProperty() title!: string;
  @ApiProperty({ type: String, nullable: true }) text!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) agencyId!: string | null;
  @ApiProperty({ type: String, nullable: true }) agency!: string | null;
  @ApiProperty({ enum: RELATIONSHIP_BASES }) basis!: string;
  @ApiProperty({ type: String, nullable: true }) source!: string | null;
  @ApiProperty({ enum: VISIBILITIES }) visibility!: string;
}

export class ChronologyResponse {
  @ApiProperty({ type: [ChronologyEntryResponse] }) items!: ChronologyEntryResponse[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export const situationResponse = (facts: SituationFacts): SituationResponse => ({
  relationships: facts.relationships.map((row) => ({
    id: row.id,
    version: row.version,
    kind: row.kind,
    name: row.name,
    detail: row.detail,
    hasParentalResponsibility: row.has_parental_responsibility,
    livesWith: row.lives_with,
    isProtective: row.is_protective,
    fromOn: row.from_on,
    untilOn: row.until_on,
    source: row.source,
    basis: row.basis,
    reliability: row.reliability,
    reviewOn: row.review_on,
    visibility: row.visibility,
    withdrawnBecause: row.withdrawn_because,
    record:
      row.related_id === null || row.related_reference === null
        ? null
        : { id: row.related_id, reference: row.related_reference },
  })),
  namedOn: facts.inverse.map((row) => ({
    id: row.individual_id,
    reference: row.reference,
    name: fullName(row),
    kind: row.kind,
  })),
  between: facts.between.map(({ id, kind, basis, of_id, related_id }) => ({
    ...{ id, kind, basis },
    ofId: of_id,
    relatedId: related_id,
  })),
  family: facts.family.map((row) => ({
    id: row.individual_id,
    reference: row.reference,
    name: fullName(row),
    memberId: row.id,
    version: row.version,
  })),
  championClaims: facts.claims.map((row) => ({
    id: row.id,
    version: row.version,
    userId: row.user_id,
    name: row.name,
    agency: row.agency,
    status: row.status,
    reason: row.reason,
    claimedAt: row.claimed_at,
  })),
});

export const entryResponse = (row: ChronologyRow): ChronologyEntryResponse => ({
  id: row.id,
  kind: row.kind,
  what: row.what,
  happenedOn: row.happened_on,
  title: entryTitle(row),
  text: row.text,
  agencyId: row.agency_id,
  agency: row.agency,
  basis: row.basis,
  source: row.source,
  visibility: row.visibility,
});
