import type { TypedFields } from '../../web/page-model';

/** What a form about the cohort says and asks besides where the panel decides at its meeting, and where it goes. */
export interface AtMeeting {
  /** Of which item. */
  words: string;
  action: string;
  backHref: string;
  /** The other decision about the same person, at the same meeting. */
  otherHref: string;
  itemVersion: number;
  /** Null while the meeting is quorate for this case. */
  quorumWords: string | null;
}

export type TypedAtMeeting = TypedFields<'tellsPerson' | 'tellsReferrer' | 'withoutQuorumReason'>;
