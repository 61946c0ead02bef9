import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A screening tool under its lasting key; its questions are in its versions. */
@Entity('screening_tools')
export class ScreeningTool {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') key!: string;
  @Column('text') name!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
