import { casePaths, factPaths } from '../individuals';
import { screeningPaths } from '../screenings';

/** Missing: nobody asked or wrote it down. Stale: it was true once. Contradictory: both cannot be true. */
export type RuleSort = 'missing' | 'stale' | 'contradictory';

export interface QualityRule {
  sort: RuleSort;
  /** What is wrong, as the heading of a list. */
  words: string;
  /** Why it matters, and what counts. */
  why: string;
  /** Where it is mended. */
  mendAt: (individualId: string) => string;
  /** What the share of those who have it is called, where it is a part of who somebody is; null for what is not measured as completeness. */
  answered: string | null;
}

const fact = (kind: string) => (id: string) => factPaths.newOne(id, kind);

/** The rules in words; what breaks each is said once, in data_quality_problems() (migration data-quality). */
export const QUALITY_RULES = {
  no_date_of_birth: {
    sort: 'missing',
    words: 'No date of birth',
    answered: 'Date of birth',
    mendAt: factPaths.changeIdentity,
    why: 'Age decides which duties apply and when 18 comes',
  },
  sex_not_recorded: {
    sort: 'missing',
    words: 'Sex not recorded',
    answered: 'Sex',
    mendAt: factPaths.changeIdentity,
    why: 'The partnership has to see whom it reaches',
  },
  ethnicity_not_asked: {
    sort: 'missing',
    words: 'Ethnicity not asked',
    answered: 'Ethnicity (“not stated” counts)',
    mendAt: factPaths.changeIdentity,
    why: '“Not stated” is an answer. “Not asked” is not',
  },
  disability_not_asked: {
    sort: 'missing',
    words: 'Disability not asked',
    answered: 'Disability (“no” and “not known” count as answered)',
    mendAt: screeningPaths.measures,
    why: '“Not known” is an answer. “Not asked” is not, and without one nobody can say whether the work reaches disabled people',
  },
  communication_needs_not_asked: {
    sort: 'missing',
    words: 'Communication needs not asked',
    answered: 'Communication needs',
    mendAt: factPaths.changeIdentity,
    why: 'Somebody who cannot follow a meeting cannot agree to a plan. Write “none” where there are none',
  },
  no_address: {
    sort: 'missing',
    words: 'No current address',
    answered: 'Current address',
    mendAt: fact('address'),
    why: '“No fixed address” counts as one',
  },
  no_education: {
    sort: 'missing',
    words: 'Under 18 with no current education',
    answered: 'Education (18 and over count as answered)',
    mendAt: fact('education'),
    why: 'Being out of school is a risk of its own. “Not known” does not count',
  },
  unverified_identifier: {
    sort: 'missing',
    words: 'A number that nobody has checked',
    answered: null,
    mendAt: casePaths.identity,
    why: 'A wrong NHS or police number joins two people',
  },
  two_homes: {
    sort: 'contradictory',
    words: 'Two current home addresses',
    answered: null,
    mendAt: casePaths.identity,
    why: 'End the one that is no longer home, or somebody goes to the wrong door',
  },
  custody_and_school: {
    sort: 'contradictory',
    words: 'In custody and on the roll of a school',
    answered: null,
    mendAt: casePaths.identity,
    why: 'One of the two has ended',
  },
  lead_left: {
    sort: 'stale',
    words: 'Lead professional who has left',
    answered: null,
    mendAt: casePaths.people,
    why: 'Their account is disabled, or they work for another agency now',
  },
  stale_voice: {
    sort: 'stale',
    words: 'Not asked for more than 6 months',
    answered: null,
    mendAt: casePaths.plan,
    why: 'A plan that is in force, and nothing of what the young person says of it in 6 months',
  },
  plan_without_goals: {
    sort: 'missing',
    words: 'Plan without goals',
    answered: null,
    mendAt: casePaths.plan,
    why: 'Nobody can say whether it worked',
  },
} as const satisfies Record<string, QualityRule>;

export type RuleName = keyof typeof QUALITY_RULES;
export const RULE_NAMES = Object.keys(QUALITY_RULES).filter(isRuleName);

export function isRuleName(name: unknown): name is RuleName {
  return typeof name === 'string' && Object.hasOwn(QUALITY_RULES, name);
}

export const SORT_WORDS: Record<RuleSort, string> = {
  missing: 'Missing',
  stale: 'Out of date',
  contradictory: 'Contradictory',
};
