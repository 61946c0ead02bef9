export { AddNote, type NewNote } from './add-note';
export { NOTE_BASES, type NoteBasis } from './note.entity';
export { NotesModule } from './notes.module';
export { VISIBILITIES, visibilitiesFor, type Visibility, VISIBILITY_WORDS } from './visibility';
