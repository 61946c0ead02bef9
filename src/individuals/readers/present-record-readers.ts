import { actWords } from '../../platform/audit';
import { ROLE_WORDS } from '../../users';
import { caseLayoutModel } from '../case-page';
import { casePaths } from '../paths';
import type { ReadersOfRecord } from './record-readers';

export const presentRecordReaders = ({ header, readings }: ReadersOfRecord, isLaterPage: boolean) => ({
  ...caseLayoutModel(header, 'overview'),
  backHref: casePaths.overview(header.id),
  readings: readings.items.map((reading) => ({
    at: reading.at,
    who: reading.actor_name ?? 'Not known',
    agency: reading.agency_name ?? 'Not known',
    roles: reading.roles.map((role) => ROLE_WORDS[role]).join(', '),
    what: actWords(reading.act),
    isUnderBreakGlass: reading.under_break_glass,
    mergedReference: reading.of_reference,
  })),
  firstHref: isLaterPage ? readersPath(header.id) : undefined,
  nextHref:
    readings.nextCursor === null
      ? undefined
      : `${readersPath(header.id)}?${new URLSearchParams({ cursor: readings.nextCursor }).toString()}`,
});

export const readersPath = (id: string): string => `/individuals/${id}/readers`;

export type RecordReadersModel = ReturnType<typeof presentRecordReaders>;
