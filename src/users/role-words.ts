import type { Role } from '../platform/access';

/** One wording for a role wherever it is shown. */
export const ROLE_WORDS: Record<Role, string> = {
  practitioner: 'Practitioner',
  manager: 'Manager',
  panel_member: 'Panel member',
  panel_chair: 'Panel chair or coordinator',
  analyst: 'Analyst',
  governance: 'Governance',
  administrator: 'Administrator',
};
