import { PERSON_VIEW_WORDS } from '../reviews';
import type { EntryKind } from './meeting-entry.entity';
import type { PanelDecision } from './panel-decision';

export interface SaidWithDecision {
  kind: EntryKind;
  text: string;
}

/**
 * What the panel was told while it decided: the person's own words with their answer, the notes under each head, and what it heard. It is
 * the meeting's as well as the review's, since minutes are read by people who have lost sight of the review.
 */
export function saidWithDecision({
  personViewAnswer,
  personView,
  entries = [],
  heard,
}: Pick<PanelDecision, 'personViewAnswer' | 'personView' | 'entries' | 'heard'>): SaidWithDecision[] {
  const answer = personViewAnswer ? `${PERSON_VIEW_WORDS[personViewAnswer]}: ` : '';
  const said: SaidWithDecision[] = [
    ...(personView?.trim() ? [{ kind: 'voice' as const, text: `${answer}${personView.trim()}` }] : []),
    ...entries,
    ...(heard?.trim() ? [{ kind: 'discussion' as const, text: heard.trim() }] : []),
  ];
  return said.filter(({ text }) => text.trim() !== '');
}
