import { type Actor, hasRole, type Role } from '../platform/access';
import type { NavigationLink } from './page-model';

/** As in registers/register-readers.ts: the layer of pages knows no slice. */
const REGISTER_READERS: Role[] = ['manager', 'panel_member', 'panel_chair', 'analyst', 'governance'];

const LINKS: { text: string; href: string; roles: Role[] }[] = [
  { text: 'My cases', href: '/individuals', roles: ['practitioner', 'manager', 'panel_member', 'panel_chair'] },
  { text: 'My actions', href: '/actions', roles: ['practitioner', 'manager', 'panel_member', 'panel_chair'] },
  { text: 'Referrals', href: '/referrals', roles: ['practitioner', 'manager', 'panel_member', 'panel_chair'] },
  { text: 'Reviews', href: '/reviews', roles: ['practitioner', 'manager', 'panel_member', 'panel_chair'] },
  { text: 'Plans to approve', href: '/plans', roles: ['manager', 'panel_member', 'panel_chair'] },
  { text: 'Plan audits', href: '/plan-audits', roles: ['manager', 'panel_chair'] },
  { text: 'Meetings', href: '/meetings', roles: ['panel_member', 'panel_chair'] },
  { text: 'Reminders', href: '/reminders', roles: ['practitioner', 'manager', 'panel_member', 'panel_chair'] },
  {
    text: 'Access notices',
    href: '/access-notices',
    roles: ['practitioner', 'manager', 'panel_member', 'panel_chair', 'governance'],
  },
  { text: 'Handovers', href: '/handovers', roles: ['manager', 'panel_chair'] },
  { text: 'Handover notices', href: '/handover-notices', roles: ['practitioner', 'panel_member', 'governance'] },
  { text: 'Import', href: '/imports', roles: ['panel_chair'] },
  { text: 'Lower bands', href: '/screening-agreements', roles: ['manager', 'panel_member', 'panel_chair'] },
  { text: 'Screening tools', href: '/screening-tools', roles: ['panel_chair', 'administrator'] },
  { text: 'How we find people', href: '/identification-method', roles: ['analyst', 'governance', 'administrator'] },
  { text: 'Strategy plan', href: '/strategy-plan', roles: REGISTER_READERS },
  { text: 'Risk register', href: '/risk-register', roles: REGISTER_READERS },
  { text: 'Learning', href: '/learning', roles: REGISTER_READERS },
  { text: 'Reminder rules', href: '/reminder-rungs', roles: ['administrator', 'governance'] },
  { text: 'Reminder delivery', href: '/reminder-deliveries', roles: ['administrator', 'governance'] },
  { text: 'Absences', href: '/absences', roles: ['administrator', 'analyst', 'governance'] },
  { text: 'Agencies', href: '/agencies', roles: ['administrator', 'governance'] },
  { text: 'Users', href: '/users', roles: ['administrator', 'governance'] },
  { text: 'Urgent access', href: '/break-glass-uses', roles: ['governance'] },
  { text: 'Audit', href: '/audit-events', roles: ['governance'] },
];

/** What this person can open from the top of every page. */
export const navigationFor = (actor: Actor, path: string): NavigationLink[] =>
  LINKS.filter((link) => hasRole(actor, ...link.roles)).map(({ text, href }) => ({
    text,
    href,
    current: path === href || path.startsWith(`${href}/`),
  }));
