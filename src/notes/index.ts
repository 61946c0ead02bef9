export { AddNote, type NewNote } from './add-note';
export { NOTE_BASES, type NoteBasis } from './note.entity';
export { type CaseAgency, CaseAgencies } from './case-agencies';
export { type KeptTo, keptTo } from './kept-to';
export { NotesModule } from './notes.module';
export { PASSABLE_ITEMS, type PassableItem } from './passing-on.entity';
export { type NewAgreement, type PassingItem, PassingOn, whatMayBePassedOn } from './passing-on';
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
} from './visibility';
export { VisibilityForm } from './visibility.form';
export { type TypedVisibility, visibilityChoices } from './visibility-choices';
