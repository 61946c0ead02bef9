export { ChooseOwners } from './choose-owners';
export { ConfirmHandover } from './confirm-handover';
export { HandoversModule } from './handovers.module';
export { PrepareHandover } from './prepare-handover';
export { UndoHandover } from './undo-handover';
