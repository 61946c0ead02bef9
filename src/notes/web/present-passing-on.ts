import { type CaseHeader, caseLayoutModel } from '../../individuals';
import type { CursorPage } from '../../platform/http';
import type { TypedFields } from '../../web/page-model';
import { PASSABLE_ITEM_WORDS } from '../note-words';
import type { SuppliedRow } from '../passing-on.queries';
import { notePaths } from '../paths';
import type { PassingOnForm } from './passing-on.form';

const present = (individualId: string, row: SuppliedRow) => ({
  kindWords: PASSABLE_ITEM_WORDS[row.item_type],
  text: row.text,
  agreedTo: row.agreed_to,
  href: notePaths.passingOnOf(individualId, row.item_type, row.id),
});

export const presentPassingOnList = (header: CaseHeader, page: CursorPage<SuppliedRow>, isFirst: boolean) => ({
  ...caseLayoutModel(header, 'notes'),
  items: page.items.map((row) => present(header.id, row)),
  nextHref:
    page.nextCursor === null
      ? undefined
      : `${notePaths.passingOn(header.id)}?${new URLSearchParams({ cursor: page.nextCursor }).toString()}`,
  firstHref: isFirst ? undefined : notePaths.passingOn(header.id),
});

export const presentPassingOn = (header: CaseHeader, row: SuppliedRow, typed: TypedFields<keyof PassingOnForm>) => ({
  ...caseLayoutModel(header, 'notes'),
  item: { ...present(header.id, row), isFree: row.may_be_passed_on },
  backHref: notePaths.passingOn(header.id),
  typed,
});

export type PassingOnListModel = ReturnType<typeof presentPassingOnList>;

export type PassingOnModel = ReturnType<typeof presentPassingOn>;
