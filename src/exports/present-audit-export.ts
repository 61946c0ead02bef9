import { type AuditFilterForm, auditPaths, auditTexts, withQuery } from '../platform/audit';
import type { DayBoxes, TypedFields } from '../web/page-model';
import { PEOPLE_ALONE } from './domain/export-rules';

type TypedExport = TypedFields<keyof AuditFilterForm | DayBoxes<'from' | 'to'> | 'purpose'>;

const NOT_FILTERS = ['purpose', '_csrf', 'submissionId', 'version'];

/** The purpose to give, and the filters as they stood on the page that led here. */
export const presentAuditExport = (typed: TypedExport) => {
  const filters = Object.entries(auditTexts(typed)).filter(([name]) => !NOT_FILTERS.includes(name));
  return {
    typed,
    peopleAlone: PEOPLE_ALONE,
    action: auditPaths.exports,
    backHref: withQuery(auditPaths.list, Object.fromEntries(filters)),
    filters: filters.map(([name, value]) => ({ name, value })),
  };
};

export type AuditExportModel = ReturnType<typeof presentAuditExport>;
