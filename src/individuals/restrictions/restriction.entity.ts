import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';

/** A period in which only named people see a record: why, by whom, and which two people opened it again. */
@Entity('individual_restrictions')
export class Restriction {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text') reason!: string;
  @ForeignKey('users') @Column('uuid', { name: 'restricted_by' }) restrictedBy!: string;
  @Column('timestamptz', { name: 'restricted_at' }) restrictedAt!: Date;
  @ForeignKey('users') @Column('uuid', { name: 'lift_asked_by', nullable: true }) liftAskedBy!: string | null;
  @ForeignKey('users') @Column('uuid', { name: 'lifted_by', nullable: true }) liftedBy!: string | null;
  @Column('timestamptz', { name: 'lifted_at', nullable: true }) liftedAt!: Date | null;
  @VersionColumn({ default: 1 }) version!: number;
}
