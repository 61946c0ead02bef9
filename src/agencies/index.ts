export { AddAgency } from './add-agency';
export { AgenciesModule } from './agencies.module';
export { AGENCY_KINDS, type AgencyKind } from './agency.entity';
export { AGENCY_KIND_WORDS } from './agency-words';
