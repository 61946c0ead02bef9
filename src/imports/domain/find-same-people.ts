import { comparePeople, type MatchablePerson, type PersonMatch } from './compare-people';
import { matchKeys } from './match-keys';

export interface KnownPerson extends MatchablePerson {
  id: string;
}

export interface KnownPersonMatch extends PersonMatch {
  id: string;
}

export type FindSamePeople = (person: MatchablePerson) => KnownPersonMatch[];

/**
 * Prepares existing people once and returns the search: by the same rule as inside the file, `same` before `possible`, then by
 * id. People already recorded are given as plain values; who may be shown them is the caller's to decide.
 */
export function searchAmong(known: KnownPerson[]): FindSamePeople {
  const byKey = new Map<string, KnownPerson[]>();
  for (const person of known) {
    for (const key of matchKeys(person)) {
      const bucket = byKey.get(key);
      if (bucket) bucket.push(person);
      else byKey.set(key, [person]);
    }
  }
  return (person) => {
    const candidates = new Set(matchKeys(person).flatMap((key) => byKey.get(key) ?? []));
    const matches = [...candidates].flatMap((candidate) => {
      const match = comparePeople(person, candidate);
      return match ? [{ ...match, id: candidate.id }] : [];
    });
    return matches.sort((a, b) => rank(a).localeCompare(rank(b)));
  };
}

function rank(match: KnownPersonMatch): string {
  return `${match.strength === 'same' ? 0 : 1}${match.id}`;
}
