export type RecordKind = 'individual' | 'referral';

export const RECORD_WORDS: Record<RecordKind, string> = { individual: 'Person’s record', referral: 'Referral' };

export const ERASURE_GROUNDS = ['past_date', 'person_asked', 'kept_in_error'] as const;
export type ErasureGround = (typeof ERASURE_GROUNDS)[number];

export const GROUND_WORDS: Record<ErasureGround, string> = {
  past_date: 'It is past its date',
  person_asked: 'The person, or somebody who may act for them, asked for it',
  kept_in_error: 'It should never have been kept',
};

/** What somebody may give as the ground themselves; the date is the rules' to say. */
export const GROUNDS_TO_GIVE = ['person_asked', 'kept_in_error'] as const;

export const HOLD_KINDS = ['inquiry', 'legal_claim', 'rights_request', 'practice_review', 'investigation'] as const;
export type HoldKind = (typeof HOLD_KINDS)[number];

export const HOLD_WORDS: Record<HoldKind, string> = {
  inquiry: 'Public inquiry',
  legal_claim: 'Legal claim',
  rights_request: 'A request of the person about their data is open',
  practice_review: 'Safeguarding practice or homicide review',
  investigation: 'Police or internal investigation',
};

export const RULE_WORDS: Record<string, string> = {
  left_as_child: 'Left the cohort as a child',
  left_as_adult: 'Left the cohort as an adult',
  never_in_cohort: 'Never in the cohort',
  referral_not_taken_up: 'Referral not taken up',
};

export const HINDRANCE_WORDS: Record<string, string> = {
  gone: 'This record is not there any more, or it cannot be deleted now.',
  held: 'A legal hold is on this record. It is kept until the hold ends.',
  unreviewed: 'An urgent access to this record has not been reviewed. Review it first: the record of it goes too.',
  in_cohort: 'This person is in the cohort now. They leave it first.',
};
