export { AddItem } from './add-item';
export { BuildAgenda } from './build-agenda';
export { DecideItem } from './decide-item';
export { AGENDA_REASONS, type AgendaReason } from './domain/agenda';
export { HoldMeeting } from './hold-meeting';
export { MeetingsModule } from './meetings.module';
export type { ActionFromMeeting, PanelDecision, RecordedDecision } from './panel-decision';
export { type NewMeeting, PlanMeeting } from './plan-meeting';
