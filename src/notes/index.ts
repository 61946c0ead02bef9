export { AddNote, type NewNote } from './add-note';
export { NOTE_BASES, type NoteBasis } from './note.entity';
export { NotesModule } from './notes.module';
export { PASSABLE_ITEMS, type PassableItem } from './passing-on.entity';
export { type NewAgreement, type PassingItem, PassingOn, whatMayBePassedOn } from './passing-on';
export {
  type CaseAgency,
  CaseAgencies,
  choosableVisibilities,
  ensureShowable,
  type ItemVisibility,
  type KeptTo,
  keptTo,
  keptToWords,
  readableItem,
  readableItems,
  type TypedVisibility,
  VISIBILITIES,
  visibilitiesFor,
  type Visibility,
  VISIBILITY_WORDS,
  visibilityChoices,
  VisibilityForm,
} from '../individuals';
