import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** A body that meets about cases: MACE and others. Its id opens the cases of its cohort to its members. */
@Entity('panels')
export class Panel {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text') abbreviation!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @VersionColumn({ default: 1 }) version!: number;
}
