/** Where young people of this area are held. What is not in the list by its name is named in words. */
export const CUSTODY_PLACES = [
  'police_suite',
  'secure_home',
  'oakhill',
  'oasis_restore',
  'feltham',
  'parc',
  'werrington',
  'wetherby',
  'bullingdon',
  'isis',
  'other',
] as const;
export type CustodyPlace = (typeof CUSTODY_PLACES)[number];

/** Kinds of place of which there are many: which one it is, is asked. */
const NAMED_IN_WORDS: readonly CustodyPlace[] = ['police_suite', 'secure_home', 'other'];
export const isNamedInWords = (place: CustodyPlace): boolean => NAMED_IN_WORDS.includes(place);

const HELD: readonly string[] = ['police_custody', 'remand', 'sentenced'];

/** In custody: the only statuses that have a place and a day of release. */
export const isHeld = ({ kind, status }: { kind: string; status: string }): boolean =>
  kind === 'custody' && HELD.includes(status);
