import type { TypedFields } from '../../web/page-model';
import type { CaseSheet } from '../case-sheets';
import { meetingPaths } from '../paths';
import type { ConflictForm } from './room.forms';

/** Whose conflict it is, and why, without the case: the reason is read by all who may see the item. */
export function presentConflict({ item, attenders, actor }: CaseSheet, typed: TypedFields<keyof ConflictForm> = {}) {
  const mine = attenders.filter((one) => one.user_id === actor.userId);
  const others = item.is_run_by_me ? attenders.filter((one) => one.user_id !== actor.userId) : [];
  const chosen = typed.userId ?? actor.userId;
  return {
    number: item.position,
    action: meetingPaths.conflict(item.meeting_id, item.id),
    backHref: meetingPaths.item(item.meeting_id, item.id),
    people: [...mine, ...others].map((one) => ({
      value: one.user_id,
      text: one.user_id === actor.userId ? 'Mine' : `${one.name}, ${one.agency}`,
      checked: one.user_id === chosen,
    })),
    typed,
  };
}

export type ConflictModel = ReturnType<typeof presentConflict>;
