import { checked } from '../../platform/http';
import { Invalid } from '../../shared/errors';
import { RefuseEntryForm } from '../forms/cohort.form';
import type { RefusedEntry } from './decide-against-entry';

/** The form that somebody does not enter, as the verb takes it. @throws Invalid, also for a dissent that is not whole */
export function refusalOf(body: Record<string, unknown>): Omit<RefusedEntry, 'individualId'> {
  const { decisionId, version, reason, ...form } = checked(RefuseEntryForm, body);
  if (form.anyDissent === 'yes' && !form.dissent?.trim()) {
    throw new Invalid([{ field: 'dissent', message: 'Enter who disagreed, and why' }]);
  }
  const dissent = form.anyDissent === 'yes' ? (form.dissent ?? null) : null;
  return {
    seen: { id: decisionId, version: Number(version) },
    reason,
    deciders: form.deciders.split(/\r?\n/),
    dissent,
  };
}
