import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { registerPolicy } from '../platform/access';
import { AddIdentifier } from './add-identifier';
import { AddIndividual } from './add-individual';
import { IndividualsApiController } from './api/individuals-api.controller';
import { CaseHeaders } from './case-headers';
import { CaseOverview } from './case-overview';
import { Individual } from './individual.entity';
import { IndividualAddress } from './individual-address.entity';
import { IndividualEducation } from './individual-education.entity';
import { IndividualIdentifier } from './individual-identifier.entity';
import { individualPolicy } from './individual.policy';
import { RecordAddress } from './record-address';
import { RecordEducation } from './record-education';
import { IndividualsController } from './web/individuals.controller';

@Module({
  imports: [TypeOrmModule.forFeature([Individual, IndividualIdentifier, IndividualAddress, IndividualEducation])],
  controllers: [IndividualsController, IndividualsApiController],
  providers: [
    AddIndividual,
    AddIdentifier,
    RecordAddress,
    RecordEducation,
    CaseHeaders,
    CaseOverview,
    registerPolicy(individualPolicy),
  ],
  exports: [AddIndividual, AddIdentifier, RecordAddress, RecordEducation, CaseHeaders],
})
export class IndividualsModule {}
