import type { ImportRow } from './import-row';
import type { OwnerReading } from './read-owner';

export type BandWord = 'none_identified' | 'emerging' | 'significant' | 'experiencing' | 'not_enough_known';
export type ViolenceWord = 'low' | 'medium' | 'high' | 'not_enough_known';
export type NeedDomain =
  'mental_health' | 'speech_language_communication' | 'learning_disability' | 'adverse_childhood_experiences';

export interface ProposedNeed {
  domain: NeedDomain;
  status: 'unmet' | 'not_applicable' | 'not_yet_known';
  detail: string;
}

/** One person as the import would make them, from one row or from several that are the same person. Days are `YYYY-MM-DD`. */
export interface ProposedPerson {
  /** In the order of the sheet. */
  rows: ImportRow[];
  givenName: string;
  /** Empty when the sheet gives a single name. */
  familyName: string;
  aliases: string[];
  dateOfBirth: string | null;
  sex: 'male' | 'female' | 'not_recorded';
  /** A code of the 18+1 list, `NS`, or `not_asked`. */
  ethnicity: string;
  identifiers: { kind: 'nhs' | 'pnc' | 'local_reference'; value: string }[];
  addresses: {
    lines: string;
    postcode: string | null;
    kind: 'home' | 'placed_out_of_area' | 'no_fixed_address';
  }[];
  education: { status: 'on_roll' | 'home_educated' | 'neet' | 'not_known'; setting: string | null }[];
  /** True, or null for "not known": the sheet never says "no". */
  isExperiencing: true | null;
  isPerpetrating: true | null;
  tier: 'high' | 'medium';
  /** False when no band says so and `medium` stands in. */
  isTierCertain: boolean;
  screenings: { rowNumber: number; screenedOn: string; exploitationBand: BandWord; violenceBand: ViolenceWord }[];
  plan: { rowNumber: number; plannedOn: string; needs: ProposedNeed[] } | null;
  planOwner: OwnerReading | null;
  leadProfessional: OwnerReading | null;
  nextReview: { rowNumber: number; on: string } | null;
}
