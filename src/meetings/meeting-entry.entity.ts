import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Visibility } from '../notes';

/** What people write down: an agency's return before the meeting, what was said in the room, or a correction afterwards. */
export const WRITTEN_KINDS = [
  'return',
  'information',
  'victims',
  'offenders',
  'locations',
  'themes',
  'view',
  'dissent',
  'voice',
  'discussion',
  'correction',
] as const;

/** With what the service writes beside: a decision that was taken again, what one carried out, and a case put back on the agenda. */
export const ENTRY_KINDS = [...WRITTEN_KINDS, 'replaced_decision', 'carried_out', 'put_back'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** What was written before, at and after a meeting. Only ever added, so two people minuting at once lose no word. */
@Entity('meeting_entries')
export class MeetingEntry {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('meetings') @Column('uuid', { name: 'meeting_id' }) meetingId!: string;
  @ForeignKey('panels') @Column('uuid', { name: 'panel_id' }) panelId!: string;
  @ForeignKey('meeting_items') @Column('uuid', { name: 'item_id', nullable: true }) itemId!: string | null;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id', nullable: true }) individualId!: string | null;
  @Column('text') kind!: EntryKind;
  @Column('text') text!: string;
  @ForeignKey('meeting_entries') @Column('uuid', { name: 'corrects_id', nullable: true }) correctsId!: string | null;
  @Column('text', { default: 'all_agencies' }) visibility!: Visibility;
  @Column('uuid', { name: 'visible_to', array: true, default: [] }) visibleTo!: string[];
  /** A return that came after the day the panel asks for it. */
  @Column('boolean', { name: 'is_late', default: false }) isLate!: boolean;
  @ForeignKey('users') @Column('uuid', { name: 'author_id' }) authorId!: string;
  /** Whose information it is: the agency of whoever wrote it, as it was then; kept by the database. */
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
