export { AddIndividual, type NewIndividual } from './add-individual';
export { type CaseHeader, CaseHeaders, fullName } from './case-headers';
export { bandWords, PLAN_STATUS_WORDS, roleWords, TIER_WORDS } from './case-words';
export { type Ethnicity, ETHNICITIES, type Sex, SEXES } from './individual.entity';
export { IndividualsModule } from './individuals.module';
export { casePaths, type CaseSection } from './paths';
export { type Tier, TIERS } from './tier';
export { caseLayoutModel } from './case-page';
