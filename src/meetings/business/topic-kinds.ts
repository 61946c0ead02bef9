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
