import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Day } from '../../shared/day';
import { DatedFact } from '../recorded-fact';
import type { Visibility } from '../visibility/visibility';
import type { Reliability, RelationshipBasis, RelationshipKind } from './relationship-words';

/** A person, group or place an individual has to do with, as it was recorded on that individual's case. */
@Entity('individual_relationships')
export class IndividualRelationship extends DatedFact {
  @Column('text') kind!: RelationshipKind;
  /** As it was written here: all that somebody reads who may not see the other record. */
  @Column('text') name!: string;
  @Column('text', { nullable: true }) detail!: string | null;
  @Column('text', { nullable: true }) organisation!: string | null;
  @Column('text', { nullable: true }) contact!: string | null;
  /** Null: not known. */
  @Column('boolean', { name: 'has_parental_responsibility', nullable: true }) hasParentalResponsibility!:
    boolean | null;
  @Column('boolean', { name: 'lives_with', nullable: true }) livesWith!: boolean | null;
  @Column('boolean', { name: 'is_protective', default: false }) isProtective!: boolean;
  @Column('date', { name: 'from_on', nullable: true }) fromOn!: Day | null;
  @Column('text') source!: string;
  @Column('text') basis!: RelationshipBasis;
  @Column('text') reliability!: Reliability;
  /** The day to ask whether it is still true. */
  @Column('date', { name: 'review_on', nullable: true }) reviewOn!: Day | null;
  @Column('text', { default: 'all_agencies' }) visibility!: Visibility;
  @Column('uuid', { name: 'visible_to', array: true, default: [] }) visibleTo!: string[];
  /** Kept by the database: the agency of whoever recorded it, on that day. */
  @ForeignKey('agencies')
  @Column({ type: 'uuid', name: 'supplied_by', insert: false, update: false })
  suppliedBy!: string;
  @Column('boolean', { name: 'may_be_passed_on', default: false }) mayBePassedOn!: boolean;
  @ForeignKey('users') @Column('uuid', { name: 'recorded_by' }) recordedBy!: string;
}

/** That the person of a relationship has a record: seen only by whoever sees both. */
@Entity('individual_relationship_links')
export class IndividualRelationshipLink {
  @PrimaryColumn('uuid', { name: 'relationship_id' }) relationshipId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'related_individual_id' }) relatedIndividualId!: string;
}
