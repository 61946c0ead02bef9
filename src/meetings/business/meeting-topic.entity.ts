import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Day } from '../../shared/day';
import type { TopicKind, TopicOrigin, TopicVisibility } from './topic-kinds';

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
  /** Who brought it: a person, an earlier meeting, or the record. */
  @Column('text', { default: 'typed' }) origin!: TopicOrigin;
  /** The topic of an earlier meeting that comes on with this one. */
  @ForeignKey('meeting_topics') @Column('uuid', { name: 'from_topic_id', nullable: true }) fromTopicId!: string | null;
  /** The panel spoke of it and wants it on its next agenda again. */
  @Column('boolean', { name: 'comes_back', default: false }) comesBack!: boolean;
  /** Of a linked one: how many cases, how many of them new, and since when, on the day it came. */
  @Column('integer', { name: 'linked_cases', nullable: true }) linkedCases!: number | null;
  @Column('integer', { name: 'new_links', nullable: true }) newLinks!: number | null;
  @Column('date', { name: 'new_since', nullable: true }) newSince!: Day | null;
  @Column('text', { name: 'put_off_because', nullable: true }) putOffBecause!: string | null;
  @ForeignKey('users') @Column('uuid', { name: 'put_off_by', nullable: true }) putOffBy!: string | null;
  @Column('timestamptz', { name: 'put_off_at', nullable: true }) putOffAt!: Date | null;
  @VersionColumn({ default: 1 }) version!: number;
}
