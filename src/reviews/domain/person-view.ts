/** What the person says about the plan. "Could not ask" is an answer of its own, never a missing one. */
export const PERSON_VIEW_ANSWERS = ['agrees', 'partly', 'does_not_agree', 'could_not_ask'] as const;
export type PersonViewAnswer = (typeof PERSON_VIEW_ANSWERS)[number];
