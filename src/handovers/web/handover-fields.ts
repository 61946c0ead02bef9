import { Invalid } from '../../shared/errors';
import { type HandoverScope } from '../prepare-handover';
import type { OwnerChoices } from '../choose-owners';
import { KEEP } from '../choose-owners';

const EACH = 'each-';

/** Whose work, or which ticked cases: a browser sends one ticked box as text and several as a list. */
export function scopeOf(body: Record<string, unknown>): HandoverScope {
  const ticked = body['individualIds'];
  if (ticked !== undefined || body['fromUserId'] === undefined) {
    return { individualIds: (Array.isArray(ticked) ? ticked : [ticked]).filter((id) => typeof id === 'string') };
  }
  const fromUserId = body['fromUserId'];
  return { fromUserId: typeof fromUserId === 'string' ? fromUserId : '' };
}

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

export function versionOf(body: Record<string, unknown>): number {
  const version = Number(body['version']);
  if (!Number.isSafeInteger(version)) throw new Invalid([{ field: 'main-content', message: 'Open this page again' }]);
  return version;
}
