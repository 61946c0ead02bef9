import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IndividualsModule } from '../individuals';
import { registerPolicy } from '../platform/access';
import { AddNote } from './add-note';
import { Note } from './note.entity';
import { notePolicy } from './note.policy';
import { NotesController } from './web/notes.controller';

@Module({
  imports: [TypeOrmModule.forFeature([Note]), IndividualsModule],
  controllers: [NotesController],
  providers: [AddNote, registerPolicy(notePolicy)],
  exports: [AddNote],
})
export class NotesModule {}
