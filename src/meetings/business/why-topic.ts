import { dayInWords } from '../../shared/day';
import type { TopicRow } from './topics.queries';

/** Why a topic stands on an agenda and who brought it, in words. Of cases a number alone. */
export function whyTopic(row: TopicRow): string[] {
  if (row.origin === 'typed') return [`Added by ${row.added_by}`];
  return row.origin === 'linked' ? [linkedWords(row)] : carriedWords(row);
}

function linkedWords({ linked_cases, new_links, new_since }: TopicRow): string {
  const since = new_since === null ? '' : ` since ${dayInWords(new_since)}`;
  return `Came by itself: linked to ${linked_cases ?? 0} cases of this panel, ${new_links ?? 0} of them new${since}`;
}

function carriedWords({ from_on, from_outcome }: TopicRow): string[] {
  const when = from_on === null ? 'at an earlier meeting' : `on ${dayInWords(from_on)}`;
  if (from_outcome === null) return [`Came by itself: not reached ${when}`];
  return [`Came by itself: the panel asked for it back ${when}`, `Said then: ${from_outcome}`];
}
