import { Invalid } from '../../shared/errors';
import { type HandoverScope } from '../prepare-handover';
import type { OwnerChoices } from '../choose-owners';
import { KEEP } from '../choose-owners';

const EACH = 'each-';

/** Whose work, or which ticked cases or actions: a browser sends one ticked box as text and several as a list. */
export function scopeOf(body: Record<string, unknown>): HandoverScope {
  const { individualIds, actionIds, fromUserId, allIndividualIds, allActionIds } = body;
  // The button for all that a list finds counts whatever was ticked beside it.
  if (typeof allActionIds === 'string') return { actionIds: allActionIds.split(' ') };
  if (typeof allIndividualIds === 'string') return { individualIds: allIndividualIds.split(' ') };
  if (actionIds !== undefined) return { actionIds: texts(actionIds) };
  if (individualIds !== undefined || fromUserId === undefined) return { individualIds: texts(individualIds) };
  return { fromUserId: typeof fromUserId === 'string' ? fromUserId : '' };
}

const texts = (sent: unknown): string[] => (Array.isArray(sent) ? sent : [sent]).filter((id) => typeof id === 'string');

/** One person for everything, or one for each thing; what is to stay says so either way. */
export function choicesOf(id: string, body: Record<string, unknown>): OwnerChoices {
  const forAll = typeof body['forAll'] === 'string' ? body['forAll'] : '';
  const isForAll = forAll !== '';
  const each = Object.entries(body).flatMap(([name, value]) =>
    name.startsWith(EACH) && typeof value === 'string' ? [[name.slice(EACH.length), value] as const] : [],
  );
  return {
    id,
    version: versionOf(body),
    forAll: isForAll ? forAll : undefined,
    each: Object.fromEntries(isForAll ? each.filter(([, value]) => value === KEEP) : each),
  };
}

/** What the page said stays after all. */
export const withoutOf = (body: Record<string, unknown>): string[] => texts(body['without'] ?? []);

export function versionOf(body: Record<string, unknown>): number {
  const version = Number(body['version']);
  if (!Number.isSafeInteger(version)) throw new Invalid([{ field: 'main-content', message: 'Open this page again' }]);
  return version;
}
