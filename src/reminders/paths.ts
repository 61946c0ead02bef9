import { actionPaths } from '../actions';
import { casePaths } from '../individuals';
import { meetingPaths } from '../meetings';
import { registerPaths } from '../registers';
import { isOfRegister, type ObligationKind, type RegisterKind } from './domain/ladder';

/** Addresses of the pages of reminders. */
export const reminderPaths = {
  list: '/reminders',
  sent: '/reminders/sent',
  preferences: '/reminders/preferences',
  /** Where the minutes of a meeting are issued. */
  meeting: (id: string) => `/meetings/${id}`,
  ladder: '/reminder-rungs',
  removal: (rung: string) => `/reminder-rungs/${rung}/removal`,
  deliveries: '/reminder-deliveries',
  suppressed: '/reminder-deliveries?view=suppressed',
  retries: (id: string) => `/reminder-deliveries/${id}/retries`,
  partnershipLead: '/reminder-rungs/partnership-lead',
  bounceClearance: (userId: string) => `/reminder-rungs/addresses/${userId}/clearance`,
} as const;

/** The links between them. */
export const reminderTabs = (current: 'list' | 'sent' | 'preferences' | 'ladder') =>
  (
    [
      ['list', 'To you'],
      ['sent', 'To others'],
      ['preferences', 'Your e-mail'],
      ['ladder', 'Who is told when'],
    ] as const
  ).map(([page, text]) => ({ text, href: reminderPaths[page], active: page === current }));

/** Why something is due when it is. Minutes are about a meeting and no case; an owner may see an action and not its case. */
export function dueDatePath(kind: ObligationKind, subjectId: string, individualId: string | null): string {
  if (isOfRegister(kind)) return registerPlace(kind, subjectId);
  if (kind === 'action') return actionPaths.dueDate(subjectId);
  if (kind === 'minutes' || individualId === null) return meetingPaths.minutesDueDate(subjectId);
  if (kind === 'review') return casePaths.reviewDate(individualId);
  return casePaths.dueDate(individualId, kind, OWED_SEVERAL.includes(kind) ? subjectId : undefined);
}

/** Of these a case may owe several at a time, each with a day of its own. */
const OWED_SEVERAL: readonly ObligationKind[] = ['judgement', 'relationship_review'];

/** The line of a register says itself why its day is then. */
export const registerPlace = (kind: RegisterKind, id: string): string => PLACES[kind](id);

const PLACES: Record<RegisterKind, (id: string) => string> = {
  strategy_activity: registerPaths.activity,
  strategy_review: () => registerPaths.strategy,
  risk_review: registerPaths.risk,
  learning_action: registerPaths.learningAction,
};
