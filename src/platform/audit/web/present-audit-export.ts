import type { DayBoxes, TypedFields } from '../../../web/page-model';
import type { AuditFilterForm } from '../audit-filter.form';
import { auditPaths, withQuery } from './audit-paths';
import { texts } from './present-audit-events';

type TypedExport = TypedFields<keyof AuditFilterForm | DayBoxes<'from' | 'to'> | 'purpose'>;

const NOT_FILTERS = ['purpose', '_csrf', 'submissionId', 'version'];

/** The purpose to give, and the filters as they stood on the page that led here. */
export const presentAuditExport = (typed: TypedExport) => {
  const filters = Object.entries(texts(typed)).filter(([name]) => !NOT_FILTERS.includes(name));
  return {
    typed,
    action: auditPaths.exports,
    backHref: withQuery(auditPaths.list, Object.fromEntries(filters)),
    filters: filters.map(([name, value]) => ({ name, value })),
  };
};

export type AuditExportModel = ReturnType<typeof presentAuditExport>;
