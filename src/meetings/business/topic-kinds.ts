export const TOPIC_KINDS = ['urgent', 'location', 'theme', 'online', 'learning', 'other'] as const;
export type TopicKind = (typeof TOPIC_KINDS)[number];

/** What a meeting speaks of beside its cases (5-samples 5.3, items 4, 8, 11 and 12). */
export const TOPIC_WORDS: Record<TopicKind, string> = {
  urgent: 'Urgent since the last meeting',
  location: 'Location',
  theme: 'Theme or group',
  online: 'Online',
  learning: 'Learning or escalation',
  other: 'Other business',
};

export const TOPIC_VISIBILITIES = ['all_agencies', 'police_only', 'health_only'] as const;
export type TopicVisibility = (typeof TOPIC_VISIBILITIES)[number];

/** Whom somebody of this kind of agency may keep a topic to: everybody, or their own kind. */
export const topicVisibilitiesFor = (agencyKind: string): TopicVisibility[] =>
  TOPIC_VISIBILITIES.filter((one) => one === 'all_agencies' || one === `${agencyKind}_only`);

/** Who brought a topic: somebody typed it, an earlier meeting left it open or wants it back, or the record links several cases to it. */
export const TOPIC_ORIGINS = ['typed', 'carried_on', 'linked'] as const;
export type TopicOrigin = (typeof TOPIC_ORIGINS)[number];
