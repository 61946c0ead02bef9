import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** One criterion of one version, which a cohort decision names. */
@Entity('identification_criteria')
export class IdentificationCriterion {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('identification_methods') @Column('uuid', { name: 'method_id' }) methodId!: string;
  @Column('integer') position!: number;
  @Column('text') text!: string;
  /** How many days before the decision evidence may lie; null: of any day. */
  @Column('integer', { name: 'within_days', nullable: true }) withinDays!: number | null;
  /** A line that a later writing of the draft has no more. */
  @Column('boolean', { name: 'is_left_out', default: false }) isLeftOut!: boolean;
}
