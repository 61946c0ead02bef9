import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';

/** An agency a panel expects at its table, and a return from on every case. */
@Entity('panel_agencies')
export class PanelAgency {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('panels') @Column('uuid', { name: 'panel_id' }) panelId!: string;
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @ForeignKey('users') @Column('uuid', { name: 'added_by' }) addedBy!: string;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @VersionColumn({ default: 1 }) version!: number;
}
