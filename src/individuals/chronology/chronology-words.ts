import { bandWords, TIER_WORDS } from '../case-words';
import { ADDRESS_WORDS, EDUCATION_WORDS, IDENTITY_FIELD_WORDS, statusWords } from '../identity-words';
import { STATUS_KINDS } from '../individual-status.entity';
import { RELATIONSHIP_KINDS, relationshipWords } from '../relationships/relationship-words';
import type { ChronologyKind } from './chronology-kinds';
import type { ChronologyRow } from './chronology.queries';

export const CHRONOLOGY_WORDS: Record<ChronologyKind, string> = {
  referral: 'Referral',
  note: 'Note',
  screening: 'Screening',
  cohort: 'Cohort',
  plan: 'Plan',
  review: 'Review',
  action: 'Action',
  decision: 'Panel decision',
  assignment: 'Person on the case',
  event: 'Event',
  address: 'Address',
  education: 'Education or employment',
  status: 'Status',
  relationship: 'Relationship',
  identity: 'Identity',
};

type Titled = Pick<ChronologyRow, 'kind' | 'what' | 'title'>;

/** What happened, in one line. A word that nobody has put into words yet is shown with its underscores taken out. */
export function entryTitle({ kind, what, title }: Titled): string {
  return ENTRY_WORDS[kind](what, title ?? '');
}

const ENTRY_WORDS: Record<ChronologyKind, (what: string, title: string) => string> = {
  referral: (what, title) => {
    if (what === 'made') return `Referred: ${title === 'reactive' ? 'something happened' : 'a worry'}`;
    if (what === 'added_to') return 'Referral: the referrer added to it';
    return `Referral triaged: ${oneOf(TRIAGE_WORDS, title)}`;
  },
  note: (what) => (what === 'corrected' ? 'Note that corrects an earlier one' : 'Note'),
  screening: (what, title) => {
    const [exploitation = '', violence = ''] = title.split(' ');
    const bands = `exploitation ${lower(bandWords(exploitation))}, violence ${lower(bandWords(violence))}`;
    if (what === 'agreed') return `Lower band agreed to by a second person: ${bands}`;
    return what === 'not_agreed' ? `Lower band not agreed to by a second person: ${bands}` : `Screened: ${bands}`;
  },
  cohort: (what, title) => {
    if (what === 'refused') return 'Decided that they do not enter the cohort';
    return what === 'started'
      ? `In the cohort, tier ${lower(oneOf(TIER_WORDS, title))}`
      : `Left the cohort: ${plain(title)}`;
  },
  plan: (what, title) => {
    if (what === 'returned') return 'Plan returned for edits';
    return what === 'approved' ? `Plan approved, edition ${title}` : 'Plan closed';
  },
  review: (_, title) => `Review held: ${plain(title)}`,
  action: (what, title) => {
    if (what === 'progress') return `Action, how it goes: ${progress(title)}`;
    return what === 'agreed' ? `Action agreed, to ${plain(title)}` : `Action closed: ${plain(title)}`;
  },
  decision: (_, title) => `Panel decided: ${plain(title)}`,
  assignment: (what, title) => (what === 'started' ? `Named as ${plain(title)}` : `No longer ${plain(title)}`),
  event: (_, title) => `Event: ${plain(title)}`,
  address: (_, title) => `Address: ${lower(oneOf(ADDRESS_WORDS, title))}`,
  education: (_, title) => oneOf(EDUCATION_WORDS, title),
  status: (what, title) => {
    const [of = '', status = ''] = title.split(':');
    const kind = STATUS_KINDS.find((known) => known === of);
    const words = kind === undefined ? plain(status) : statusWords(kind, status);
    return what === 'started' ? words : `${words}: ended`;
  },
  relationship: (_, title) => {
    const [of = ''] = title.split(':');
    const kind = RELATIONSHIP_KINDS.find((known) => known === of);
    return `${kind === undefined ? plain(of) : relationshipWords(kind)}: ${title.slice(of.length + 1)}`;
  },
  identity: (what, title) => {
    if (what === 'merged') return `Merged with the record ${title}`;
    if (what === 'taken_apart') return `Taken apart from the record ${title}`;
    return `${oneOf(IDENTITY_FIELD_WORDS, title)} changed`;
  },
};

/** The decision, or where only the answer is seen the state it led to. */
const TRIAGE_WORDS: Record<string, string> = {
  accept: 'accepted for screening',
  accepted: 'accepted for screening',
  redirect: 'redirected to another service',
  redirected: 'redirected to another service',
  more_information: 'the referrer was asked for more',
};

const progress = (title: string): string => {
  const [standing = '', percent] = title.split(' ');
  return plain(standing) + (percent === undefined ? '' : `, ${percent}% done`);
};
const plain = (word: string): string => word.replaceAll('_', ' ');
const lower = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);
const oneOf = (words: Record<string, string>, key: string): string => words[key] ?? plain(key);
