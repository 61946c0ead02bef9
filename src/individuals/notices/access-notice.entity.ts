import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

export type AccessNoticeKind =
  | 'break_glass'
  | 'restricted'
  | 'named'
  | 'lift_asked'
  | 'lifted'
  | 'family_contested'
  | 'family_settled'
  | 'merged'
  | 'merge_undone';

/** What one person is told about access to one record. */
@Entity('access_notices')
export class AccessNotice {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('users') @Column('uuid', { name: 'recipient_id' }) recipientId!: string;
  @Column('text') kind!: AccessNoticeKind;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @ForeignKey('break_glass_grants') @Column('uuid', { name: 'grant_id', nullable: true }) grantId!: string | null;
  @ForeignKey('users') @Column('uuid', { name: 'made_by' }) madeBy!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  @Column('timestamptz', { name: 'read_at', nullable: true }) readAt!: Date | null;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt!: Date | null;
}
