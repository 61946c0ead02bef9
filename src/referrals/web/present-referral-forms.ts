import { agesInWords, type AgesOfPanel, duplicatePaths, fullName, type outsideAges } from '../../individuals';
import { type Day, dayInWords } from '../../shared/day';
import { typedText } from '../../web/forms/typed-text';
import type { DayBoxes, TypedFields } from '../../web/page-model';
import { TRIAGE_DECISIONS } from '../domain/triage';
import type { OpenRecordRow } from '../open-records.queries';
import { referralPaths } from '../paths';
import type { Alike, OneReferral } from '../referral-reads';
import {
  DECISION_WORDS,
  REFERRAL_KIND_WORDS,
  REFERRAL_KINDS,
  STATUS_WORDS,
  TOLD_ANSWERS,
  TOLD_WORDS,
} from '../referral-words';
import { presentWords } from './present-referrals';
import type { MakeReferralForm, TriageForm } from './referral.form';

type TypedReferral = TypedFields<keyof MakeReferralForm | DayBoxes<'dateOfBirth' | 'happenedOn'>>;
type TypedTriage = TypedFields<keyof TriageForm>;

const NOTHING: Alike = { records: [], referrals: [] };

interface NewReferralPage {
  /** The address what is typed is kept under. */
  keptAt: string;
  typed?: TypedReferral;
  alike?: Alike;
  begun?: number;
  ages?: AgesOfPanel;
  /** Whether what is typed makes them too young or too old for the panel. */
  outside?: ReturnType<typeof outsideAges>;
}

/** The form of a referral; once names are known, with what the referrer may know of already. */
export const presentNewReferral = ({
  keptAt,
  typed = {},
  alike = NOTHING,
  begun = 0,
  ages,
  outside,
}: NewReferralPage) => ({
  action: referralPaths.list,
  keptAt,
  /** Others that wait to be sent; said where a new one is begun. */
  begun: begun === 0 ? null : `You have ${counted(begun)} you have not sent.`,
  birthHint: `For example, 27 3 2010. Leave blank if it is not known.${ages ? ` The partnership works with people ${agesInWords(ages)}.` : ''}`,
  /** Said before it is sent; null within the ages. */
  agesWords:
    ages && outside
      ? `They are ${outside.age}. The partnership works with people ${agesInWords(ages)}: they cannot enter its cohort. ` +
        `Turn to ${outside.turnTo} now; you can send this as well, so that it is recorded.`
      : null,
  backHref: referralPaths.list,
  checkAction: duplicatePaths.check,
  kinds: REFERRAL_KINDS.map((value) => ({ value, text: REFERRAL_KIND_WORDS[value] })),
  answers: [
    { value: 'yes', text: 'Yes' },
    { value: 'no', text: 'No' },
    { value: 'not_known', text: 'Not known' },
  ],
  told: TOLD_ANSWERS.map((value) => ({ value, text: TOLD_WORDS[value] })),
  /** Empty: nothing is asked. */
  sameAs:
    alike.records.length + alike.referrals.length === 0
      ? []
      : [
          ...alike.records.map((row) => ({
            value: row.id,
            text: recordWords(row),
            hint: { text: standingWords(row) },
          })),
          {
            value: 'none',
            text: alike.records.length > 0 ? 'None of these people' : 'I have looked: send this referral',
          },
        ],
  chosenSame: typedText(typed.individualId),
  isSentAllTheSame: typed.sendAllTheSame === 'yes',
  referrals: alike.referrals.map(({ id, reference, given_name: given, family_name: family, status }) => ({
    href: referralPaths.referral(id),
    words: `${reference}: ${`${given} ${family}`.trim()}. ${STATUS_WORDS[status]}`,
  })),
  typed,
});

const counted = (begun: number): string => (begun === 1 ? 'a referral' : `${begun} referrals`);

export type NewReferralModel = ReturnType<typeof presentNewReferral>;

export const presentTriage = (one: OneReferral, alike: Alike, typed: TypedTriage) => ({
  ...presentWords(one),
  action: referralPaths.triage(one.referral.id),
  backHref: referralPaths.referral(one.referral.id),
  version: one.referral.version,
  entries: one.entries.map(({ text, recorded_at: recordedAt }) => ({ text, recordedAt })),
  decisions: TRIAGE_DECISIONS.filter(
    (value) => value !== 'more_information' || one.referral.status !== 'more_information',
  ).map((value) => ({ value, text: DECISION_WORDS[value] })),
  /** Somebody on record already, by the referrer's word: nothing is left to choose. */
  isOnRecord: one.referral.is_on_record,
  records: [
    ...alike.records.map((row) => ({ value: row.id, text: recordWords(row), hint: { text: standingWords(row) } })),
    { value: 'none', text: 'None of these: make a new record' },
  ],
  hasRecords: alike.records.length > 0,
  referrals: alike.referrals.map(({ id, reference, status }) => ({
    href: referralPaths.referral(id),
    words: `${reference}: ${STATUS_WORDS[status]}`,
  })),
  typed,
});

export type TriageModel = ReturnType<typeof presentTriage>;

const recordWords = (row: OpenRecordRow): string =>
  `${fullName({ ...row, preferred_name: null })}, ${row.reference}, ${bornWords(row.date_of_birth)}`;

const bornWords = (day: Day | null): string => (day === null ? 'date of birth not known' : `born ${dayInWords(day)}`);

function standingWords(row: OpenRecordRow): string {
  const plan = row.has_open_plan ? 'has an open plan' : 'no open plan';
  return `${row.is_in_cohort ? 'In the cohort' : 'Not in the cohort'}, ${plan}. ${row.agreement}`;
}
