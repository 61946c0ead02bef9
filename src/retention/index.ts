export { AskForDeletion } from './ask-for-deletion';
export { DecideDeletion } from './decide-deletion';
export { HoldRecord } from './hold-record';
export { RetentionModule } from './retention.module';
