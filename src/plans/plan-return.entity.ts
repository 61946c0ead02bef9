import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A plan that was sent back for edits, with the comment; the service may neither change nor delete it. */
@Entity('plan_returns')
export class PlanReturnRecord {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('plans') @Column('uuid', { name: 'plan_id' }) planId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text') comment!: string;
  @ForeignKey('users') @Column('uuid', { name: 'returned_by' }) returnedBy!: string;
  @Column('timestamptz', { name: 'returned_at' }) returnedAt!: Date;
}
