import type { Day } from '../../shared/day';
import { searchName } from '../domain/search-name';

/** The columns of an identity that a merge may change. */
export interface IdentityColumns {
  given_name: string;
  family_name: string;
  preferred_name: string | null;
  aliases: string[];
  date_of_birth: Day | null;
  sex: string;
  gender: string | null;
  ethnicity: string;
  observed_ethnicity: string | null;
  communication_needs: string | null;
}

/**
 * Who the person is recorded to be when two records are one: what the survivor says, what was chosen of names and date of
 * birth, every other name as an alias, and what only the other record knew. Only columns that change, search_name with them.
 */
export function mergedIdentity(
  survivor: IdentityColumns,
  merged: IdentityColumns,
  stands: Partial<Record<'name' | 'date_of_birth', 'survivor' | 'merged'>>,
): Partial<IdentityColumns & { search_name: string }> {
  const named = stands.name === 'merged' ? merged : survivor;
  const full = ({ given_name: given, family_name: family }: IdentityColumns): string => `${given} ${family}`.trim();
  const names = [...survivor.aliases, ...merged.aliases, full(survivor), full(merged), merged.preferred_name ?? ''];
  const preferredName = survivor.preferred_name ?? merged.preferred_name;
  const known = [full(named), preferredName ?? ''].map((name) => searchName(name));
  const aliases = names.filter(
    (name, at) => searchName(name) !== '' && !known.includes(searchName(name)) && firstOf(names, name) === at,
  );
  const whole: IdentityColumns = {
    given_name: named.given_name,
    family_name: named.family_name,
    preferred_name: preferredName,
    aliases,
    date_of_birth:
      stands.date_of_birth === 'merged' ? merged.date_of_birth : (survivor.date_of_birth ?? merged.date_of_birth),
    sex: survivor.sex === 'not_recorded' ? merged.sex : survivor.sex,
    gender: survivor.gender ?? merged.gender,
    ethnicity: survivor.ethnicity === 'not_asked' ? merged.ethnicity : survivor.ethnicity,
    observed_ethnicity: survivor.observed_ethnicity ?? merged.observed_ethnicity,
    communication_needs: together(survivor.communication_needs, merged.communication_needs),
  };
  const changed = Object.fromEntries(
    Object.entries(whole).filter(
      ([column, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(survivor, column)),
    ),
  );
  if (Object.keys(changed).length === 0) return {};
  return {
    ...changed,
    search_name: searchName(whole.given_name, whole.family_name, whole.preferred_name, ...whole.aliases),
  };
}

const firstOf = (names: string[], wanted: string): number =>
  names.findIndex((name) => searchName(name) === searchName(wanted));

/** Two needs are two needs: one may be an interpreter and the other short sentences. */
function together(ours: string | null, theirs: string | null): string | null {
  if (ours === null || theirs === null || ours === theirs) return ours ?? theirs;
  return `${ours}\n${theirs}`;
}
