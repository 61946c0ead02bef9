import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { Visibility } from '../notes';
import type { Day } from '../shared/day';
import type { ActionKind, ActionStatus, MadeIn } from './action-words';

/** One thing one named owner in one agency does by one date; the same record wherever it was made. */
@Entity('actions')
export class Action {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('individuals') @Column('uuid', { name: 'individual_id' }) individualId!: string;
  @Column('text', { name: 'made_in' }) madeIn!: MadeIn;
  /** The plan, review or meeting it was made in, whichever `made_in` names: no foreign key can say that. */
  @Column('uuid', { name: 'made_in_id' }) madeInId!: string;
  @ForeignKey('plan_goals') @Column('uuid', { name: 'goal_id', nullable: true }) goalId!: string | null;
  @Column('text') description!: string;
  @Column('text') kind!: ActionKind;
  @ForeignKey('users') @Column('uuid', { name: 'owner_id' }) ownerId!: string;
  /** The owner's agency on the day the action was made; a move of the person does not move the duty. */
  @ForeignKey('agencies') @Column('uuid', { name: 'owner_agency_id' }) ownerAgencyId!: string;
  @Column('date', { name: 'due_on' }) dueOn!: Day;
  @Column('text', { default: 'open' }) status!: ActionStatus;
  @Column('text', { nullable: true }) outcome!: string | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @Column('text', { default: 'all_agencies' }) visibility!: Visibility;
  @Column('uuid', { name: 'visible_to', array: true, default: [] }) visibleTo!: string[];
  /** The agency of whoever wrote it, as it was then; kept by the database. */
  @ForeignKey('agencies')
  @Column({ type: 'uuid', name: 'supplied_by', insert: false, update: false })
  suppliedBy!: string;
  @Column('boolean', { name: 'may_be_passed_on', default: true }) mayBePassedOn!: boolean;
  /** In the version of the plan for the person and family, as its author chose; null, as it is for its kind. */
  @Column('boolean', { name: 'shown_to_family', nullable: true }) shownToFamily!: boolean | null;
  @ForeignKey('users') @Column('uuid', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  /** Who may see: the keys of the individual and the owner; kept by the database. */
  @Column({ type: 'uuid', name: 'access_keys', array: true, default: [], insert: false, update: false })
  accessKeys!: string[];
  @VersionColumn({ default: 1 }) version!: number;
}
