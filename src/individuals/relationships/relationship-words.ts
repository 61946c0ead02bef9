export const RELATIONSHIP_GROUPS = [
  'family',
  'carers',
  'peers',
  'exploitation',
  'protective',
  'practitioners',
  'groups',
  'places',
] as const;
export type RelationshipGroup = (typeof RELATIONSHIP_GROUPS)[number];

export const GROUP_WORDS: Record<RelationshipGroup, string> = {
  family: 'Family',
  carers: 'Carers',
  peers: 'Peers',
  exploitation: 'Exploiters, known or suspected',
  protective: 'Protective adults',
  practitioners: 'Practitioners known',
  groups: 'Groups',
  places: 'Places',
};

/** What each relationship is to the individual, and the part of the picture it belongs to. */
const KINDS = {
  parent: ['family', 'Parent'],
  step_parent: ['family', 'Step-parent'],
  sibling: ['family', 'Brother or sister'],
  half_sibling: ['family', 'Half-brother or half-sister'],
  step_sibling: ['family', 'Step-brother or step-sister'],
  grandparent: ['family', 'Grandparent'],
  child: ['family', 'Their child'],
  other_family: ['family', 'Other family'],
  partner: ['family', 'Partner'],
  carer: ['carers', 'Carer'],
  foster_carer: ['carers', 'Foster carer'],
  friend: ['peers', 'Friend'],
  peer: ['peers', 'Peer'],
  rival: ['peers', 'In conflict with'],
  exploiter: ['exploitation', 'Exploiter'],
  suspected_exploiter: ['exploitation', 'Suspected exploiter'],
  protective_adult: ['protective', 'Protective adult'],
  practitioner: ['practitioners', 'Practitioner'],
  peer_group: ['groups', 'Peer group'],
  problematic_peer_group: ['groups', 'Problematic peer group'],
  street_gang: ['groups', 'Urban street gang'],
  positive_group: ['groups', 'Positive group or activity'],
  safe_place: ['places', 'Safe place'],
  place_of_concern: ['places', 'Place of concern'],
} as const satisfies Record<string, readonly [RelationshipGroup, string]>;

export type RelationshipKind = keyof typeof KINDS;

const isKind = (kind: string): kind is RelationshipKind => kind in KINDS;
export const RELATIONSHIP_KINDS: readonly RelationshipKind[] = Object.keys(KINDS).filter(isKind);

export const relationshipWords = (kind: RelationshipKind): string => KINDS[kind][1];
export const relationshipGroup = (kind: RelationshipKind): RelationshipGroup => KINDS[kind][0];

/** Said of somebody, these follow them for years: they need a day on which somebody asks whether they are still true. */
export const REVIEWED_KINDS: readonly RelationshipKind[] = [
  'exploiter',
  'suspected_exploiter',
  'street_gang',
  'problematic_peer_group',
];

/** Only people have records. */
export const isPerson = (kind: RelationshipKind): boolean => !['groups', 'places'].includes(KINDS[kind][0]);

export const RELATIONSHIP_BASES = ['fact', 'opinion', 'allegation', 'intelligence'] as const;
export type RelationshipBasis = (typeof RELATIONSHIP_BASES)[number];

export const BASIS_WORDS: Record<RelationshipBasis, string> = {
  fact: 'Fact',
  opinion: 'Opinion',
  allegation: 'Allegation',
  intelligence: 'Intelligence',
};

export const RELIABILITIES = ['reliable', 'untested', 'not_reliable'] as const;
export type Reliability = (typeof RELIABILITIES)[number];

export const RELIABILITY_WORDS: Record<Reliability, string> = {
  reliable: 'Reliable source',
  untested: 'Untested source',
  not_reliable: 'Source that has been wrong before',
};
