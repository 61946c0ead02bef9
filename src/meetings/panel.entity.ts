import { Column, Entity, ForeignKey, PrimaryColumn, VersionColumn } from 'typeorm';
import type { AgencyKind } from '../agencies';
import type { ReviewDecision } from '../reviews';
import type { AgendaRule } from './domain/agenda';
import type { PanelLevel } from './domain/panel-rules';

/** A body that meets about cases: MACE and others. Its id opens the cases of its cohort to its members. */
@Entity('panels')
export class Panel {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text') abbreviation!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @VersionColumn({ default: 1 }) version!: number;
  @Column('text', { default: 'bronze' }) level!: PanelLevel;
  @ForeignKey('panels') @Column('uuid', { name: 'escalates_to', nullable: true }) escalatesTo!: string | null;
  @Column('integer', { name: 'youngest_age', default: 0 }) youngestAge!: number;
  @Column('integer', { name: 'oldest_age', default: 25 }) oldestAge!: number;
  @Column('integer', { name: 'meets_every_days', default: 28 }) meetsEveryDays!: number;
  /** Kinds of agency of which one each must be in the room. */
  @Column('text', { name: 'quorum_kinds', array: true, default: () => "'{police,childrens_services,health,school}'" })
  quorumKinds!: AgencyKind[];
  /** What reaches its agenda by itself. */
  @Column('text', {
    name: 'agenda_reasons',
    array: true,
    default: () =>
      "'{review_overdue,new,no_plan,review_due,escalated,stuck_plan,stepping_down,turning_18,turning_25,transfer,linked_place,cohort_decision}'",
  })
  agendaReasons!: AgendaRule[];
  @Column('text', { array: true, default: () => "'{continue,revise,step_up,step_down,close}'" })
  decisions!: ReviewDecision[];
  @Column('integer', { name: 'actions_within_hours', default: 24 }) actionsWithinHours!: number;
  @Column('integer', { name: 'minutes_within_working_days', default: 10 }) minutesWithinWorkingDays!: number;
  @Column('integer', { name: 'returns_days_before', default: 3 }) returnsDaysBefore!: number;
  /** How long a meeting may last: the agenda says which cases do not fit. */
  @Column('integer', { name: 'meeting_minutes', default: 120 }) meetingMinutes!: number;
  /** Read at the start of every meeting; null for the model wording. */
  @Column('text', { name: 'confidentiality_statement', nullable: true }) confidentialityStatement!: string | null;
  @Column('boolean', { name: 'is_active', default: true }) isActive!: boolean;
}
