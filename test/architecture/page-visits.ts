import { meetingVisitsOf } from './meeting-visits';
import { peopleVisits } from './people-visits';
import { planVisitsOf } from './plan-visits';
import { CHAIR, LEAD, MANAGER, OFFICER } from './rich-case';
import { accessVisitsOf, type Visit } from './rich-access';
import { screeningVisitsOf } from './rich-screening';
import { MEMBER } from './rich-meetings';
import { FIGURE_FORMS, FIGURE_LISTS, FIGURE_PAGES } from './rich-figures';
import { registerVisitsOf } from './rich-registers';
import { referralVisitsOf } from './rich-referrals';
import { ADMINISTRATOR, ANALYST, GOVERNANCE, type RichPartnership } from './rich-partnership';

/** Every page that has an address, as those who may: the pages of a case as everybody who sees it. */
export function visitsOf(world: RichPartnership): Visit[] {
  const { rich } = world;
  const of = (id: string, ...pages: string[]) => pages.map((page) => `/individuals/${id}${page}`);
  const as = (emails: string[], paths: string[]): Visit[] =>
    emails.flatMap((email) => paths.map((path): Visit => [email, path]));
  const read = [
    '',
    '/notes',
    '/panel-question',
    '/transfer',
    '/actions',
    '/screenings',
    '/people',
    '/plan',
    '/plan/editions/1',
    '/plan/editions/2',
    '/plan/editions/1/comparison/2',
    '/plan/print',
    '/plan/version-to-show',
    '/plan/version-to-show?for=family',
    '/reviews',
    '/review-date',
    '/due-dates/screening',
    '/due-dates/validation',
  ];
  const written = ['/reviews/new', '/review-date/event', `/notes/${rich.noteId}/correction`, '/screenings/new'];
  const one = [
    ...rich.screeningIds.map((id) => `/screenings/${id}`),
    `/reviews/${rich.reviewId}`,
    `/review-schedules/${rich.pastScheduleId}`,
    `/reviews/${rich.reviewId}/confirmation`,
  ];
  const cohort = ['/cohort-membership/exit', '/cohort-membership/tier'];
  return [
    ...accessVisitsOf(world.access),
    ...referralVisitsOf(world.referrals, rich.individualId),
    ...registerVisitsOf(world.registers),
    ...peopleVisits(rich),
    ...planVisitsOf(rich.individualId, world.riskId),
    ...meetingVisitsOf(world, world.panelId),
    ...screeningVisitsOf(world.screening),
    ...as([ANALYST, GOVERNANCE, MANAGER, CHAIR], FIGURE_PAGES),
    ...as([MANAGER, CHAIR], FIGURE_LISTS),
    ...as([ANALYST, GOVERNANCE], ['/figures/small-numbers', '/figures/disproportionality']),
    ...as([ANALYST, GOVERNANCE, MANAGER, CHAIR], world.reports),
    ...as([ANALYST, CHAIR], FIGURE_FORMS),
    ...as(['nobody', LEAD], ['/help', '/privacy', '/cookies', '/accessibility-statement']),
    ...as(
      ['nobody'],
      ['/sign-in/forgotten-password', '/sign-in', '/sign-in?ended=yes', '/sign-in/code', '/sign-in/signed-out'],
    ),
    ...as([LEAD, GOVERNANCE], ['/pages']),
    ...as([LEAD, ADMINISTRATOR], ['/account', '/account/authenticator-app', '/confirm-it-is-you']),
    ...as(
      [GOVERNANCE],
      [
        '/audit-events',
        '/audit-events?act=plan.approved',
        `/audit-events?individualId=${rich.individualId}`,
        `/audit-events/${world.auditEventId}`,
        '/audit-exports/new',
        '/unusual-access',
        '/agencies',
        '/users',
      ],
    ),
    ...as([MANAGER], of(rich.individualId, '/access', '/restriction/new', '/deletion')),
    ...as([MANAGER], of(rich.individualId, '/passing-on', `/passing-on/note/${rich.noteId}`)),
    ...as(
      [MANAGER],
      ['/account/calendar', '/reviews?state=overdue', ...of(rich.individualId, '/review-date/acknowledgement')],
    ),
    ...as([MANAGER], of(world.dueId, '/review-date', '/review-date/change', '/review-date/exemption')),
    ...as([MANAGER], of(world.exemptId, '/review-date', '/review-date/exemption/clearing', '/reviews')),
    ...as([LEAD], ['/access-notices', '/break-glass']),
    ...as([GOVERNANCE], ['/access-notices', '/break-glass-uses', '/retention', '/retention/holds', '/retention/rules']),
    ...as(
      [ADMINISTRATOR],
      [
        '/reminder-rungs',
        '/reminder-deliveries',
        '/reminder-deliveries?view=suppressed',
        '/absences',
        '/agencies',
        '/agencies/new',
        '/users',
        '/users/new',
        '/demonstration/mail',
      ],
    ),
    ...as(
      [LEAD, MANAGER, OFFICER, CHAIR, MEMBER],
      [
        '/individuals',
        '/actions',
        '/reviews',
        '/reminders',
        '/reminders/sent',
        '/reminders/preferences',
        '/reminder-rungs',
        '/absences',
        ...of(rich.individualId, ...read, ...one),
      ],
    ),
    ...as([LEAD], ['/individuals/new', '/individuals?view=all', ...of(rich.individualId, ...written)]),
    ...as([MANAGER, CHAIR], ['/handovers', '/handovers/cases', '/handover-notices']),
    ...as([LEAD, GOVERNANCE], ['/handover-notices']),
    ...as(
      [MANAGER],
      [
        ...['', '/choices', '/check'].map((page) => `/handovers/${world.handovers.prepared}${page}`),
        ...[world.handovers.confirmed, world.handovers.undone].map((id) => `/handovers/${id}`),
        `/handovers/${world.handovers.confirmed}/check`,
      ],
    ),
    ...as([LEAD, MANAGER, ADMINISTRATOR], [`/absences/${world.absenceId}`]),
    ...as([LEAD, MANAGER], of(rich.individualId, '/readers')),
    ...as(
      [LEAD, MANAGER],
      rich.actionIds.slice(0, 3).flatMap((id) => [`/actions/${id}`, `/actions/${id}/due-date`]),
    ),
    ...as(
      [OFFICER],
      rich.actionIds.slice(2).map((id) => `/actions/${id}`),
    ),
    ...as([CHAIR], of(rich.individualId, ...cohort, `/people/assignments/${rich.assignmentId}/ending`)),
    ...as(
      [MANAGER],
      [
        '/plans',
        '/plan-audits',
        ...of(world.awaitingId, '/plan', '/plan/approval'),
        ...of(world.outsideId, '/cohort-membership/entry'),
      ],
    ),
    ...as([CHAIR, MANAGER], ['/plan-approval-rules']),
    ...as([CHAIR], ['/plans', '/plan-audits', ...world.auditIds.map((id) => `/plan-audits/${id}`)]),
    ...as(
      [LEAD],
      [world.awaitingId, world.draftId, world.outsideId, world.dueId].flatMap((id) =>
        of(id, ...read.slice(0, 6), '/reviews'),
      ),
    ),
    ...as([CHAIR], ['/imports', world.result]),
    ...as(
      [CHAIR],
      ['', '?section=same-people', '?section=already-recorded', '?section=owners', '?section=date-of-birth'].map(
        (place) => world.preview + place,
      ),
    ),
  ];
}
