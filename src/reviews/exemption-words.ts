import type { ExemptionKind } from './domain/exemption';

export const EXEMPTION_WORDS: Record<ExemptionKind, string> = {
  custody: 'In custody, and reviewed there',
  hospital: 'In hospital',
  missing: 'Missing, and being looked for',
  out_of_area: 'Out of the area for a time',
  other_review: 'Reviewed by another panel',
  agency_closed: 'An agency that is needed is closed',
  service_outage: 'The service could not be used',
  other: 'Another reason',
};
