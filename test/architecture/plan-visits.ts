import type { Visit } from './rich-access';
import { LEAD } from './rich-case';

const ENTRIES = [
  'why_in_cohort',
  'worries',
  'working_well',
  'safety_plan',
  'contingency',
  'voice',
  'carer_view',
  'disagreement',
];

/** The forms by which a plan is written, as its lead professional. */
export function planVisitsOf(individualId: string, riskId: string): Visit[] {
  const sections = [
    'needs',
    'risks/new',
    'goals/new',
    'actions/new',
    'contingencies/new',
    'linked-plans/new',
    `factors/${riskId}`,
    ...ENTRIES.map((name) => `entries/${name}/new`),
  ];
  return sections.map((page): Visit => [LEAD, `/individuals/${individualId}/plan/${page}`]);
}
