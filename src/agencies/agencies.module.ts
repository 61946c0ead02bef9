import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AddAgency } from './add-agency';
import { Agency } from './agency.entity';
import { AgenciesApiController } from './api/agencies-api.controller';
import { AgenciesController } from './web/agencies.controller';

@Module({
  imports: [TypeOrmModule.forFeature([Agency])],
  controllers: [AgenciesController, AgenciesApiController],
  providers: [AddAgency],
  exports: [AddAgency],
})
export class AgenciesModule {}
