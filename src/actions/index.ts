export {
  ACTION_ENDS,
  ACTION_KIND_WORDS,
  ACTION_KINDS,
  ACTION_STANDING_WORDS,
  ACTION_STANDINGS,
  ACTION_STATUS_WORDS,
  closingWords,
  MADE_IN_WORDS,
  type ActionEnd,
  type ActionKind,
  type ActionStanding,
  type ActionStatus,
  type MadeIn,
} from './action-words';
export { type ActionRow } from './actions.queries';
export { ActionsModule } from './actions.module';
export { AddAction, type NewAction } from './add-action';
export { CaseActions } from './case-actions';
export { ActionAlreadyClosed, type ActionClosure, CloseAction } from './close-action';
export { EndOpenActions } from './end-open-actions';
export { actionPaths } from './paths';
export { ReadAction } from './read-action';
export { type ActionReassignment, ReassignAction } from './reassign-action';
export { type NewActionUpdate, UpdateAction } from './update-action';
