export { AddIdentifier, type NewIdentifier } from './add-identifier';
export { AddIndividual, type NewIndividual } from './add-individual';
export { searchName } from './domain/search-name';
export { IndividualResponse, responseOf as individualResponse } from './individual.response';
export { type CaseHeader, caseHeaderOf, CaseHeaders, fullName } from './case-headers';
export { caseHeader, type CaseHeaderRow } from './individuals.queries';
export { bandWords, EXEMPTION_WORDS, isHigherBand, PLAN_STATUS_WORDS, roleWords, TIER_WORDS } from './case-words';
export { type Ethnicity, ETHNICITIES, type Sex, SEXES } from './individual.entity';
export { bandWithEarlier, type EarlierBand, earlierBandSql } from './last-known-band';
export { managesCaseSql } from './managers-of-case';
export { IndividualsModule } from './individuals.module';
export { ensureNamesNobody } from './ensure-names-nobody';
export { casePaths, duplicatePaths, factPaths, type CaseSection, type OwedByCase } from './paths';
export { type Tier, TIERS } from './tier';
export { caseLayoutModel, presentUrgentAccess } from './case-page';
export { type UrgentAccess, urgentAccessOf, type UrgentAccessRow } from './urgent-access';
export { type CaseParts, casePartsOf } from './case-parts';
export { isStillVisible, type VisibleIndividual, visibleIndividual } from './visible-individual';
export { type NewAddress, RecordAddress } from './record-address';
export { type NewEducation, RecordEducation } from './record-education';
export {
  BirthCorrected,
  type CustodyFact,
  CustodyRecorded,
  IndividualAdded,
  RecordsJoined,
  RecordsParted,
} from './individual.events';
export { type NewRestriction, RestrictIndividual } from './restrictions/restrict-individual';
export { type CaseAgency, CaseAgencies } from './visibility/case-agencies';
export { ensureShowable } from './visibility/ensure-showable';
export { type KeptTo, keptTo } from './visibility/kept-to';
export {
  choosableVisibilities,
  type ItemVisibility,
  keptToWords,
  readableItem,
  readableItems,
  VISIBILITIES,
  visibilitiesFor,
  type Visibility,
  VISIBILITY_WORDS,
} from './visibility/visibility';
export { VisibilityForm } from './visibility/visibility.form';
export { type TypedVisibility, visibilityChoices } from './visibility/visibility-choices';
export { restrictedRecordsFall } from './restrictions/restricted-records-fall';
export { ChangeIdentity, type Identity } from './identity/change-identity';
export { EndFact, type FactEnding, type FactKind } from './end-fact';
export { type NewStatus, RecordStatus } from './record-status';
export { AddRelationship, type NewRelationship } from './relationships/add-relationship';
export { JoinFamily } from './families/join-family';
export { ChampionFamily } from './families/champion-family';
export { agreementWords } from './duplicates/comparison-words';
export {
  asTransaction,
  type PossibleDuplicate,
  PossibleDuplicates,
  possibleDuplicates,
} from './duplicates/possible-duplicates';
export { planDueOn } from './domain/next-step';
export { restsOnBandSql } from './rests-on-band';
export { type AgesOfPanel, agesInWords, outsideAges } from './domain/ages-of-panel';
