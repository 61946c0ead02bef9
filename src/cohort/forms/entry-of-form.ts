import { checkedWithDays } from '../../web/forms/checked-with-days';
import type { CohortEntry, EntryGrounds } from '../enter-cohort';
import { EnterCohortForm } from './cohort.form';
import { GROUNDS_DAYS, groundsOf } from './grounds.form';

/** An entry as people decide it, without whom and without the panel. */
export type DecidedEntry = Omit<Extract<CohortEntry, EntryGrounds>, 'individualId' | 'panelId'>;

/** The form of an entry as the verb takes it. @throws Invalid */
export function entryOf(body: Record<string, unknown>): DecidedEntry {
  const form = checkedWithDays(EnterCohortForm, body, { startedOn: 'The day they entered', ...GROUNDS_DAYS });
  const { startedOn, tier, strand, isExperiencing, isPerpetrating, decision, considered } = form;
  return { startedOn, tier, strand, isExperiencing, isPerpetrating, decision, considered, ...groundsOf(form) };
}
