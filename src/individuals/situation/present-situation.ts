import { dayInLondon, dayInWords, type Day } from '../../shared/day';
import type { TypedFields } from '../../web/page-model';
import { caseLayoutModel } from '../case-page';
import { type CaseHeader, fullName } from '../case-headers';
import { layOut, type NetworkLane } from '../domain/network-layout';
import { addressSaid, nowAndPast, shownFact } from '../identity/present-facts';
import { casePaths, factPaths, familyPaths } from '../paths';
import { isReviewOverdue, shownRelationship } from '../relationships/present-relationships';
import {
  GROUP_WORDS,
  RELATIONSHIP_GROUPS,
  relationshipGroup,
  relationshipWords,
} from '../relationships/relationship-words';
import type { SituationFacts } from './case-situation';

/** What the reader may do on the page. */
export interface SituationRights {
  userId: string;
  mayChange: boolean;
  mayClaim: boolean;
  maySettle: boolean;
}

export type TypedSituation = TypedFields<'reference' | 'reason' | 'because'>;

/** Household, family, peers, groups, places and agencies: one picture, and the same in words below it. */
export const presentSituation = (
  header: CaseHeader,
  facts: SituationFacts,
  rights: SituationRights,
  today: Day,
  typed: TypedSituation = {},
) => ({
  ...caseLayoutModel(header, 'situation'),
  backHref: casePaths.overview(header.id),
  mayChange: rights.mayChange,
  addHref: factPaths.newRelationship(header.id),
  network: layOut(lanesOf(header, facts)),
  household: facts.relationships
    .filter((row) => row.lives_with === true && row.until_on === null && row.withdrawn_at === null)
    .map((row) => `${row.name} (${relationshipWords(row.kind).toLowerCase()})`),
  groups: RELATIONSHIP_GROUPS.map((group) => ({
    id: `group-${group}`,
    heading: GROUP_WORDS[group],
    empty: 'Nobody and nothing is recorded.',
    ...split(
      facts.relationships
        .filter((row) => relationshipGroup(row.kind) === group)
        .map((row) => ({
          ...shownRelationship(header.id, row, rights.mayChange),
          isReviewOverdue: isReviewOverdue(row, today),
        })),
    ),
  })),
  inverse: facts.inverse.map((row) => ({
    name: fullName(row),
    reference: row.reference,
    href: casePaths.situation(row.individual_id),
    words: `${relationshipWords(row.kind)}${row.until_on === null ? '' : ` until ${dayInWords(row.until_on)}`}`,
  })),
  addresses: nowAndPast(facts.addresses.map((row) => shownFact(header.id, 'address', row, addressSaid(row), false))),
  workers: facts.workers.map((row) => ({
    name: row.name,
    agency: row.agency,
    words: row.part.split(',').map(partWords).join(', '),
  })),
  family: presentFamily(header, facts, rights),
  typed,
});

type Shown = ReturnType<typeof shownRelationship> & { isReviewOverdue: boolean };
const split = (facts: Shown[]): { facts: Shown[]; past: Shown[] } => ({
  facts: facts.filter(({ isPast }) => !isPast),
  past: facts.filter(({ isPast }) => isPast),
});

const partWords = (part: string): string =>
  ({ lead_professional: 'Lead professional', plan_owner: 'Plan owner', practitioner: 'Practitioner' })[part] ?? part;

function presentFamily(header: CaseHeader, { family, claims }: SituationFacts, rights: SituationRights) {
  const standing = claims.filter(({ status }) => status !== 'ended');
  const own = family.find(({ individual_id }) => individual_id === header.id);
  return {
    isIn: own !== undefined,
    members: family
      .filter(({ individual_id }) => individual_id !== header.id)
      .map((member) => ({
        name: fullName(member),
        reference: member.reference,
        href: casePaths.situation(member.individual_id),
      })),
    isContested: standing.some(({ status }) => status === 'contested'),
    claims: standing.map((claim) => ({
      id: claim.id,
      version: claim.version,
      who: `${claim.name}${claim.job_title ? `, ${claim.job_title}` : ''}, ${claim.agency}`,
      words: claim.status === 'champion' ? 'Champion' : 'Also says they champion this family',
      isContested: claim.status === 'contested',
      reason: claim.reason,
      claimedOn: dayInLondon(claim.claimed_at),
      endHref:
        rights.maySettle || (rights.mayChange && claim.user_id === rights.userId)
          ? familyPaths.claimEnding(header.id, claim.id)
          : null,
    })),
    earlier: claims
      .filter(({ status }) => status === 'ended')
      .map((claim) => ({
        who: `${claim.name}, ${claim.agency}`,
        why: claim.end_reason ?? '',
        by: claim.ended_by ?? '',
      })),
    joinHref: rights.mayChange ? familyPaths.family(header.id) : null,
    leaveHref: rights.mayChange && own ? familyPaths.leaving(header.id, own.id) : null,
    memberVersion: own?.version,
    claimHref:
      rights.mayClaim && own && !standing.some(({ user_id }) => user_id === rights.userId)
        ? familyPaths.claims(header.id)
        : null,
  };
}

/** The same as the lists below the picture: what is not in them is not drawn. */
function lanesOf(header: CaseHeader, facts: SituationFacts): NetworkLane[] {
  const standing = facts.relationships.filter((row) => row.until_on === null && row.withdrawn_at === null);
  const linked = new Set(standing.map(({ related_id }) => related_id));
  const others = facts.inverse.filter((row) => row.until_on === null && !linked.has(row.individual_id));
  const family = facts.family.filter(({ individual_id }) => individual_id !== header.id && !linked.has(individual_id));
  return [
    ...RELATIONSHIP_GROUPS.map((group) => ({
      heading: GROUP_WORDS[group],
      nodes: standing
        .filter((row) => relationshipGroup(row.kind) === group)
        .map((row) => ({
          id: row.id,
          role: relationshipWords(row.kind),
          name: row.name,
          isUncertain: row.basis !== 'fact',
        })),
    })),
    {
      heading: 'Same family',
      nodes: family.map((row) => ({ id: row.id, role: row.reference, name: fullName(row), isUncertain: false })),
    },
    {
      heading: 'Named on another record',
      nodes: others.map((row) => ({
        id: row.id,
        role: `${row.reference}: ${relationshipWords(row.kind).toLowerCase()}`,
        name: fullName(row),
        isUncertain: row.basis !== 'fact',
      })),
    },
    {
      heading: 'Addresses',
      nodes: facts.addresses
        .filter((row) => row.until_on === null && row.withdrawn_at === null)
        .map((row) => ({
          id: row.id,
          role: addressSaid(row).tags?.[0]?.text ?? '',
          name: row.lines,
          isUncertain: false,
        })),
    },
    {
      heading: 'Agencies and workers',
      nodes: facts.workers.map((row) => ({ id: row.id, role: row.agency, name: row.name, isUncertain: false })),
    },
  ];
}

export type SituationModel = ReturnType<typeof presentSituation>;
