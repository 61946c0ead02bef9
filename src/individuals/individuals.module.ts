import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { registerPolicy } from '../platform/access';
import { AddIndividual } from './add-individual';
import { IndividualsApiController } from './api/individuals-api.controller';
import { CaseHeaders } from './case-headers';
import { CaseOverview } from './case-overview';
import { Individual } from './individual.entity';
import { individualPolicy } from './individual.policy';
import { IndividualsController } from './web/individuals.controller';

@Module({
  imports: [TypeOrmModule.forFeature([Individual])],
  controllers: [IndividualsController, IndividualsApiController],
  providers: [AddIndividual, CaseHeaders, CaseOverview, registerPolicy(individualPolicy)],
  exports: [AddIndividual, CaseHeaders],
})
export class IndividualsModule {}
