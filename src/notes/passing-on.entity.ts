import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

export const PASSABLE_ITEMS = ['note', 'action', 'plan_risk', 'plan_goal', 'plan_entry'] as const;
export type PassableItem = (typeof PASSABLE_ITEMS)[number];

/** The agency that supplied an item agreed that it be passed on, and to whom. */
@Entity('passing_on_agreements')
export class PassingOnAgreement {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'item_type' }) itemType!: PassableItem;
  @Column('uuid', { name: 'item_id' }) itemId!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @ForeignKey('agencies') @Column('uuid', { name: 'agency_id' }) agencyId!: string;
  @Column('text', { name: 'passed_on_to' }) passedOnTo!: string;
  @ForeignKey('users') @Column('uuid', { name: 'agreed_by' }) agreedBy!: string;
  @Column('timestamptz', { name: 'agreed_at' }) agreedAt!: Date;
}
