import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CaseAgencies, IndividualsModule } from '../individuals';
import { registerPolicy } from '../platform/access';
import { AddNote } from './add-note';
import { Note } from './note.entity';
import { PassingOnAgreement } from './passing-on.entity';
import { PassingOn } from './passing-on';
import { passingOnPolicy } from './passing-on.policy';
import { PassingOnApiController } from './api/passing-on-api.controller';
import { notePolicy } from './note.policy';
import { NotesController } from './web/notes.controller';
import { PassingOnController } from './web/passing-on.controller';

@Module({
  imports: [TypeOrmModule.forFeature([Note, PassingOnAgreement]), IndividualsModule],
  controllers: [NotesController, PassingOnController, PassingOnApiController],
  providers: [AddNote, CaseAgencies, PassingOn, registerPolicy(notePolicy), registerPolicy(passingOnPolicy)],
  exports: [AddNote, CaseAgencies, PassingOn],
})
export class NotesModule {}
