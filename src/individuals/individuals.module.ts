import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { registerPolicy } from '../platform/access';
import { WorkCountsModule } from '../web/work-counts';
import { TwoPeopleModule } from '../platform/access/two-people';
import { UsersModule } from '../users';
import { AddIdentifier } from './add-identifier';
import { AddIndividual } from './add-individual';
import { BreakGlassApiController } from './api/break-glass-api.controller';
import { DuplicatesApiController } from './api/duplicates-api.controller';
import { IdentityApiController } from './api/identity-api.controller';
import { IndividualsApiController } from './api/individuals-api.controller';
import { RestrictionApiController } from './api/restriction-api.controller';
import { SecondLooksApiController } from './api/second-looks-api.controller';
import { SituationApiController } from './api/situation-api.controller';
import { BreakGlassGrant } from './break-glass/break-glass-grant.entity';
import { breakGlassPolicy } from './break-glass/break-glass.policy';
import { BreakGlassUses } from './break-glass/break-glass-uses';
import { EndBreakGlass } from './break-glass/end-break-glass';
import { OpenBreakGlass } from './break-glass/open-break-glass';
import { ReviewBreakGlass } from './break-glass/review-break-glass';
import { CaseHeaders } from './case-headers';
import { CaseOverview } from './case-overview';
import { AskAgain } from './duplicates/ask-again';
import { DuplicateDecision } from './duplicates/duplicate-decision.entity';
import { MergeRecords } from './duplicates/merge-records';
import { SayNotTheSame } from './duplicates/say-not-the-same';
import { UndoMerge } from './duplicates/undo-merge';
import { MergeReads } from './duplicates/merge-reads';
import { DuplicatesController } from './duplicates/web/duplicates.controller';
import { MergesController } from './duplicates/web/merges.controller';
import { PossibleDuplicates } from './duplicates/possible-duplicates';
import { EndFact } from './end-fact';
import { CaseChronology } from './chronology/case-chronology';
import { ChronologyController } from './chronology/chronology.controller';
import { ChampionFamily } from './families/champion-family';
import { Family, FamilyChampionClaim, FamilyMember } from './families/family.entity';
import { SettleFamily } from './families/settle-family';
import { JoinFamily } from './families/join-family';
import { CaseIdentity } from './identity/case-identity';
import { FactsController } from './identity/facts.controller';
import { IdentityController } from './identity/identity.controller';
import { RecordFacts } from './identity/record-facts';
import { ShownFacts } from './identity/shown-facts';
import { AddRelationship } from './relationships/add-relationship';
import { CaseRelationships } from './relationships/case-relationships';
import { LookAgain } from './relationships/look-again';
import { RelationshipReview } from './relationships/relationship-review.entity';
import { SecondLooks } from './relationships/second-looks';
import { SecondLooksController } from './relationships/second-looks.controller';
import { RelationshipsController } from './relationships/relationships.controller';
import { CaseSituation } from './situation/case-situation';
import { SituationController } from './situation/situation.controller';
import { CaseAgencies } from './visibility/case-agencies';
import { ChangeIdentity } from './identity/change-identity';
import { IdentityChange } from './identity/identity-change.entity';
import { Individual } from './individual.entity';
import { IndividualAddress } from './individual-address.entity';
import { IndividualEducation } from './individual-education.entity';
import { IndividualIdentifier } from './individual-identifier.entity';
import { IndividualStatus } from './individual-status.entity';
import { individualPolicy } from './individual.policy';
import { RecordReaders } from './readers/record-readers';
import { RecordReadersController } from './readers/record-readers.controller';
import { recordReadersPolicy } from './readers/record-readers.policy';
import { AccessNotice } from './notices/access-notice.entity';
import { AccessNotices } from './notices/access-notices';
import { SendNotice } from './notices/send-notice';
import { RecordAddress } from './record-address';
import { RecordEducation } from './record-education';
import { RecordFirstFacts } from './record-first-facts';
import { RecordStatus } from './record-status';
import { IndividualRelationship, IndividualRelationshipLink } from './relationships/relationship.entity';
import { ChangeNamedPeople } from './restrictions/change-named-people';
import { LiftRestriction } from './restrictions/lift-restriction';
import { RecordAccess } from './restrictions/record-access';
import { RestrictIndividual } from './restrictions/restrict-individual';
import { Restriction } from './restrictions/restriction.entity';
import { BreakGlassController } from './web/break-glass.controller';
import { IndividualsController } from './web/individuals.controller';
import { RestrictionController } from './web/restriction.controller';

const people = [
  Individual,
  IdentityChange,
  IndividualIdentifier,
  IndividualAddress,
  IndividualEducation,
  IndividualStatus,
  IndividualRelationship,
  IndividualRelationshipLink,
  RelationshipReview,
  Family,
  FamilyMember,
  FamilyChampionClaim,
];
const access = [DuplicateDecision, Restriction, BreakGlassGrant, AccessNotice];

@Module({
  imports: [TypeOrmModule.forFeature([...people, ...access]), TwoPeopleModule, UsersModule, WorkCountsModule],
  controllers: [
    DuplicatesController,
    MergesController,
    RecordReadersController,
    IndividualsController,
    IdentityController,
    FactsController,
    RelationshipsController,
    SecondLooksController,
    SituationController,
    ChronologyController,
    IdentityApiController,
    SituationApiController,
    SecondLooksApiController,
    DuplicatesApiController,
    IndividualsApiController,
    RestrictionController,
    RestrictionApiController,
    BreakGlassController,
    BreakGlassApiController,
  ],
  providers: [
    AddIndividual,
    AddIdentifier,
    RecordAddress,
    RecordEducation,
    RecordFirstFacts,
    RecordStatus,
    ChangeIdentity,
    EndFact,
    PossibleDuplicates,
    SayNotTheSame,
    MergeReads,
    AskAgain,
    MergeRecords,
    UndoMerge,
    RecordFacts,
    CaseIdentity,
    ShownFacts,
    AddRelationship,
    CaseRelationships,
    LookAgain,
    SecondLooks,
    CaseSituation,
    CaseChronology,
    JoinFamily,
    ChampionFamily,
    SettleFamily,
    CaseAgencies,
    CaseHeaders,
    CaseOverview,
    RestrictIndividual,
    ChangeNamedPeople,
    LiftRestriction,
    RecordAccess,
    OpenBreakGlass,
    EndBreakGlass,
    ReviewBreakGlass,
    BreakGlassUses,
    AccessNotices,
    SendNotice,
    RecordReaders,
    registerPolicy(individualPolicy),
    registerPolicy(recordReadersPolicy),
    registerPolicy(breakGlassPolicy),
  ],
  exports: [
    AddIndividual,
    AddIdentifier,
    ChangeIdentity,
    RecordAddress,
    RecordEducation,
    RecordStatus,
    EndFact,
    AddRelationship,
    LookAgain,
    JoinFamily,
    ChampionFamily,
    CaseHeaders,
    PossibleDuplicates,
    RestrictIndividual,
  ],
})
export class IndividualsModule {}
