export const ASSIGNMENT_KINDS = ['lead_professional', 'plan_owner', 'practitioner'] as const;
export type AssignmentKind = (typeof ASSIGNMENT_KINDS)[number];

export const ASSIGNMENT_KIND_WORDS: Record<AssignmentKind, string> = {
  lead_professional: 'Lead professional',
  plan_owner: 'Plan owner',
  practitioner: 'Practitioner',
};
