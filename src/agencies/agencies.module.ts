import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AddAgency } from './add-agency';
import { Agency } from './agency.entity';

@Module({ imports: [TypeOrmModule.forFeature([Agency])], providers: [AddAgency], exports: [AddAgency] })
export class AgenciesModule {}
