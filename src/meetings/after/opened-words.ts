import { dayInLondon, dayInWords } from '../../shared/day';
import type { AfterRow } from './after.queries';

/** Opened on another day than it was planned for: both, since what it decided is dated to the day it was made. */
export function openedWords({ held_on, started_at }: Pick<AfterRow, 'held_on' | 'started_at'>): string {
  const openedOn = started_at === null ? held_on : dayInLondon(started_at);
  if (openedOn === held_on) return '';
  return `Planned for ${dayInWords(held_on)} and opened on ${dayInWords(openedOn)}. Each decision is dated to the day on which it was made.`;
}
