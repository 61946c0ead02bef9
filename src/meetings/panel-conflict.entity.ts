import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';

/** A member of a panel who may not take part in one case: they lose it until somebody else on the panel ends it. */
@Entity('panel_conflicts')
export class PanelConflict {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('panels') @Column('uuid', { name: 'panel_id' }) panelId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @ForeignKey('meetings') @Column('uuid', { name: 'meeting_id', nullable: true }) meetingId!: string | null;
  @ForeignKey('users') @Column('uuid', { name: 'user_id' }) userId!: string;
  @Column('text') reason!: string;
  @ForeignKey('users') @Column('uuid', { name: 'declared_by' }) declaredBy!: string;
  @Column('timestamptz', { name: 'declared_at' }) declaredAt!: Date;
  @ForeignKey('users') @Column('uuid', { name: 'ended_by', nullable: true }) endedBy!: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @VersionColumn({ default: 1 }) version!: number;
}
