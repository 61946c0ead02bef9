import type { CursorPage } from '../../platform/http';
import type { TypedFields } from '../../web/page-model';
import { ADDABLE_KINDS, type AddAgencyForm } from '../add-agency.form';
import type { AgencyRow } from '../agencies.queries';
import { AGENCY_KIND_WORDS } from '../agency-words';
import { agencyPaths } from '../paths';

export const presentAgencies = (page: CursorPage<AgencyRow>, isLaterPage: boolean, canAdd: boolean) => ({
  rows: page.items.map((agency) => [
    { text: agency.name },
    { text: AGENCY_KIND_WORDS[agency.kind] },
    { text: agency.is_active ? 'Active' : 'No longer takes part' },
  ]),
  addHref: canAdd ? agencyPaths.add : undefined,
  nextHref: page.nextCursor === null ? undefined : `${agencyPaths.list}?cursor=${page.nextCursor}`,
  firstHref: isLaterPage ? agencyPaths.list : undefined,
});

export const presentNewAgency = (typed: TypedFields<keyof AddAgencyForm>) => ({
  typed,
  action: agencyPaths.list,
  backHref: agencyPaths.list,
  kinds: ADDABLE_KINDS.map((kind) => ({ value: kind, text: AGENCY_KIND_WORDS[kind] })),
});

export type AgenciesModel = ReturnType<typeof presentAgencies>;

export type NewAgencyModel = ReturnType<typeof presentNewAgency>;
