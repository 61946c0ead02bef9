import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { TopicKind, TopicVisibility } from './topic-kinds';

/** A location, a theme, urgent matters: an item of an agenda that is about no case. */
@Entity('meeting_topics')
export class MeetingTopic {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('meetings') @Column('uuid', { name: 'meeting_id' }) meetingId!: string;
  @ForeignKey('panels') @Column('uuid', { name: 'panel_id' }) panelId!: string;
  @Column('text') kind!: TopicKind;
  @Column('text') title!: string;
  @Column('text', { nullable: true }) outcome!: string | null;
  @ForeignKey('users') @Column('uuid', { name: 'added_by' }) addedBy!: string;
  @Column('timestamptz', { name: 'added_at' }) addedAt!: Date;
  @ForeignKey('users') @Column('uuid', { name: 'noted_by', nullable: true }) notedBy!: string | null;
  @Column('timestamptz', { name: 'noted_at', nullable: true }) notedAt!: Date | null;
  /** Who reads it: all of the panel, or those of one kind of agency alone. */
  @Column('text', { default: 'all_agencies' }) visibility!: TopicVisibility;
  @VersionColumn({ default: 1 }) version!: number;
}
