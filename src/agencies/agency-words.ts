import type { AgencyKind } from './agency.entity';

/** One wording for a kind of agency, in list and form. */
export const AGENCY_KIND_WORDS: Record<AgencyKind, string> = {
  partnership: 'The partnership itself',
  council: 'Council',
  childrens_services: 'Children’s services',
  youth_justice: 'Youth justice',
  police: 'Police',
  school: 'School or college',
  health: 'Health',
  probation: 'Probation',
  housing: 'Housing',
  voluntary: 'Voluntary sector',
};
