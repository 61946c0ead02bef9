import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TwoPeople } from './two-people';
import { TwoPersonRequest } from './two-person-request.entity';

/** Imported by each slice that has an act of two people. */
@Module({ imports: [TypeOrmModule.forFeature([TwoPersonRequest])], providers: [TwoPeople], exports: [TwoPeople] })
export class TwoPeopleModule {}
