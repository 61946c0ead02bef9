import { dayInLondon, dayInWords, type Day } from '../../shared/day';
import type { TypedFields } from '../../web/page-model';
import { caseLayoutModel } from '../case-page';
import { type CaseHeader, fullName } from '../case-headers';
import { layOut, type NetworkLane } from '../domain/network-layout';
import { addressSaid, nowAndPast, shownFact } from '../identity/present-facts';
import { casePaths, factPaths, familyPaths } from '../paths';
import type { BetweenRow } from '../relationships/relationships.queries';
import { isReviewOverdue, shownRelationship } from '../relationships/present-relationships';
import {
  BASIS_WORDS,
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
  sentTo = '',
) => {
  const lanes = lanesOf(header, facts);
  const groups = groupsOf(header, facts, rights, today);
  return {
    ...caseLayoutModel(header, 'situation'),
    backHref: casePaths.overview(header.id),
    mayChange: rights.mayChange,
    addHref: factPaths.newRelationship(header.id),
    looksHref: casePaths.secondLooks(header.id),
    network: layOut(lanes, facts.between.map(betweenOf)),
    between: betweenWords(lanes, facts),
    household: facts.relationships
      .filter((row) => row.lives_with === true && row.until_on === null && row.withdrawn_at === null)
      .map((row) => `${row.name} (${relationshipWords(row.kind).toLowerCase()})`),
    groups: groups.filter(({ isEmpty }) => !isEmpty),
    notRecorded: groups.filter(({ isEmpty }) => isEmpty).map(({ heading }) => heading.toLowerCase()),
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
    // Several forms of the page ask why: only the one that was sent says what is wrong with it.
    sentTo,
  };
};

/** Each part of the picture with what stands and what stood once. */
const groupsOf = (header: CaseHeader, facts: SituationFacts, rights: SituationRights, today: Day) =>
  RELATIONSHIP_GROUPS.map((group) => {
    const rows = facts.relationships.filter((row) => relationshipGroup(row.kind) === group);
    const shown = rows.map((row) => ({
      ...shownRelationship(header.id, row, rights.mayChange),
      isReviewOverdue: isReviewOverdue(row, today),
    }));
    return { id: `group-${group}`, heading: GROUP_WORDS[group], isEmpty: rows.length === 0, ...split(shown) };
  });

const betweenOf = ({ of_id, related_id, basis }: BetweenRow) => ({
  fromId: of_id,
  toId: related_id,
  isUncertain: basis !== 'fact',
});

/** The lines between others, in the names the picture gives them. */
function betweenWords(lanes: NetworkLane[], facts: SituationFacts): string[] {
  const names = new Map(lanes.flatMap(({ nodes }) => nodes).map(({ recordId, name }) => [recordId, name]));
  return facts.between.flatMap(({ of_id, related_id, kind, basis }) => {
    const [of, related] = [names.get(of_id), names.get(related_id)];
    const doubt = basis === 'fact' ? '' : ` (${BASIS_WORDS[basis].toLowerCase()})`;
    return of === undefined || related === undefined
      ? []
      : [`${related} is recorded on the record of ${of} as: ${relationshipWords(kind).toLowerCase()}${doubt}`];
  });
}

type Shown = ReturnType<typeof shownRelationship> & { isReviewOverdue: boolean };
const split = (facts: Shown[]): { facts: Shown[]; past: Shown[] } => ({
  facts: facts.filter(({ isPast }) => !isPast),
  past: facts.filter(({ isPast }) => isPast),
});

const partWords = (part: string): string =>
  ({
    lead_professional: 'Lead professional',
    plan_owner: 'Plan owner',
    practitioner: 'Practitioner',
    action_owner: 'Owns an open action',
  })[part] ?? part;

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
      settleHref: rights.maySettle && standing.length > 1 ? familyPaths.claimSettlement(header.id, claim.id) : null,
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
          recordId: row.related_id,
        })),
    })),
    {
      heading: 'Same family',
      nodes: family.map((row) => ({
        id: row.id,
        role: row.reference,
        name: fullName(row),
        isUncertain: false,
        recordId: row.individual_id,
      })),
    },
    {
      heading: 'Named on another record',
      nodes: others.map((row) => ({
        id: row.id,
        role: `${row.reference}: ${relationshipWords(row.kind).toLowerCase()}`,
        name: fullName(row),
        isUncertain: row.basis !== 'fact',
        recordId: row.individual_id,
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
