import type { Role } from '../platform/access';

const CASE_ROLES: Role[] = ['practitioner', 'manager', 'panel_member', 'panel_chair'];

/** As in registers/register-readers.ts: the layer of pages knows no slice. */
const REGISTER_READERS: Role[] = ['manager', 'panel_member', 'panel_chair', 'analyst', 'governance'];

/** The headings of the page of all pages, in its order. */
export const GROUPS = {
  work: 'Your work',
  panel: 'The panel',
  partnership: 'The partnership: is it working',
  responsibility: 'Who holds what',
  rules: 'How the service works',
  oversight: 'Who saw what',
} as const;

export interface Destination {
  text: string;
  href: string;
  roles: Role[];
  group: keyof typeof GROUPS;
  /** Whose main work it is: for them it stands before what others open more often. */
  firstFor?: Role[];
  /** What somebody finds there, on the page of all pages. */
  about: string;
}

/** The first ones a person may open stand at the top of every page, so the order is how often people need them. */
export const DESTINATIONS: Destination[] = [
  {
    text: 'My cases',
    href: '/individuals',
    roles: CASE_ROLES,
    group: 'work',
    about: 'The people you work with, and everybody you may see.',
  },
  { text: 'My actions', href: '/actions', roles: CASE_ROLES, group: 'work', about: 'What you said you would do.' },
  {
    text: 'Referrals',
    href: '/referrals',
    roles: CASE_ROLES,
    group: 'work',
    about: 'Refer somebody, and see what became of it.',
  },
  { text: 'Reviews', href: '/reviews', roles: CASE_ROLES, group: 'work', about: 'What is due, overdue or missing.' },
  {
    text: 'Plans to approve',
    href: '/plans',
    roles: ['manager', 'panel_member', 'panel_chair'],
    group: 'work',
    about: 'Plans that wait for you.',
  },
  {
    text: 'Meetings',
    href: '/meetings',
    roles: ['panel_member', 'panel_chair'],
    group: 'panel',
    about: 'Agendas, the room, minutes, and looking back.',
  },
  { text: 'Reminders', href: '/reminders', roles: CASE_ROLES, group: 'work', about: 'What you were told, and when.' },
  {
    text: 'Figures',
    href: '/figures',
    roles: ['analyst', 'governance', 'panel_chair', 'panel_member', 'manager'],
    group: 'partnership',
    about: 'How the partnership does: indicators, quarters and targets.',
  },
  {
    text: 'Quarterly reports',
    href: '/quarterly-reports',
    roles: ['analyst', 'governance', 'panel_chair', 'panel_member', 'manager'],
    group: 'partnership',
    about: 'What the partnership is told each quarter, and what may be published.',
  },
  {
    text: 'Strategy plan',
    href: '/strategy-plan',
    roles: REGISTER_READERS,
    group: 'partnership',
    about: 'What the partnership said it would do, and how far it has come.',
  },
  {
    text: 'Risk register',
    href: '/risk-register',
    roles: REGISTER_READERS,
    group: 'partnership',
    about: 'What could go wrong, how likely, and who keeps it in hand.',
  },
  {
    text: 'Learning',
    href: '/learning',
    roles: REGISTER_READERS,
    group: 'partnership',
    about: 'What reviews of serious cases asked for, and what became of it.',
  },
  {
    text: 'Data quality',
    href: '/data-quality',
    roles: ['manager', 'panel_chair'],
    group: 'partnership',
    about: 'What is missing, out of date or contradictory, and where to mend it.',
  },
  {
    text: 'Completeness',
    href: '/data-quality/completeness',
    roles: ['analyst', 'governance'],
    group: 'partnership',
    about: 'How complete the records are, by agency, without names.',
  },
  {
    text: 'Exports',
    href: '/exports',
    roles: ['manager', 'panel_chair', 'analyst', 'governance'],
    group: 'partnership',
    about: 'Files that leave the service: ask for one, agree to one, see who took what.',
  },
  {
    text: 'Handovers',
    href: '/handovers',
    roles: ['manager', 'panel_chair'],
    group: 'responsibility',
    about: 'Somebody leaves or is away: give what they hold to others.',
  },
  {
    text: 'Handover notices',
    href: '/handover-notices',
    roles: ['practitioner', 'panel_member', 'governance'],
    group: 'responsibility',
    about: 'What was handed to you, or by you.',
  },
  {
    text: 'Access notices',
    href: '/access-notices',
    firstFor: ['governance'],
    roles: [...CASE_ROLES, 'governance'],
    group: 'oversight',
    about: 'Who opened a record in an emergency, what was merged, and who champions a family.',
  },
  {
    text: 'Plan audits',
    href: '/plan-audits',
    roles: ['manager', 'panel_chair'],
    group: 'work',
    about: 'How good the written plans are.',
  },
  {
    text: 'Cohort decisions',
    href: '/cohort-decisions',
    roles: CASE_ROLES,
    group: 'work',
    about: 'Accepted people about whom nobody has decided whether they enter the cohort.',
  },
  {
    text: 'Look again',
    href: '/second-looks',
    roles: CASE_ROLES,
    group: 'work',
    about: 'Relationships with a day to ask whether they are still true.',
  },
  {
    text: 'Lower bands',
    href: '/screening-agreements',
    roles: ['manager', 'panel_member', 'panel_chair'],
    group: 'work',
    about: 'Judgements below the screening’s result, which a second person agrees to.',
  },
  {
    text: 'Import',
    href: '/imports',
    roles: ['panel_chair'],
    group: 'work',
    about: 'Bring in the people of a spreadsheet.',
  },
  {
    text: 'Screening tools',
    href: '/screening-tools',
    roles: ['panel_chair', 'administrator'],
    group: 'rules',
    about: 'The questions people are screened with.',
  },
  {
    text: 'How we find people',
    href: '/identification-method',
    roles: ['analyst', 'governance', 'administrator'],
    group: 'rules',
    about: 'The criteria for entering the cohort.',
  },
  {
    text: 'Reminder rules',
    href: '/reminder-rungs',
    roles: ['administrator', 'governance'],
    group: 'rules',
    about: 'Who is told of what, and on which day.',
  },
  {
    text: 'Reminder delivery',
    href: '/reminder-deliveries',
    roles: ['administrator', 'governance'],
    group: 'rules',
    about: 'What was sent, what failed, and trying again.',
  },
  {
    text: 'Absences',
    href: '/absences',
    roles: ['administrator', 'analyst', 'governance'],
    group: 'responsibility',
    about: 'Who is away, and who is told instead.',
  },
  {
    text: 'Agencies',
    href: '/agencies',
    roles: ['administrator', 'governance'],
    group: 'rules',
    about: 'The partners, and whether they are still partners.',
  },
  {
    text: 'Users',
    href: '/users',
    roles: ['administrator', 'governance'],
    group: 'rules',
    about: 'Accounts: invite, change, close.',
  },
  {
    text: 'Audit',
    href: '/audit-events',
    firstFor: ['governance'],
    roles: ['governance'],
    group: 'oversight',
    about: 'Every reading and every change.',
  },
  {
    text: 'Urgent access',
    href: '/break-glass-uses',
    firstFor: ['governance'],
    roles: ['governance'],
    group: 'oversight',
    about: 'Every use of it, each to be reviewed.',
  },
  {
    text: 'Retention',
    href: '/retention',
    firstFor: ['governance'],
    group: 'oversight',
    about: 'Records past their date, requests to delete, and legal holds',
    roles: ['governance'],
  },
];
