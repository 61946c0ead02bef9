export { checkDatabase, DatabaseRefused } from './check-database';
export { DatabaseModule, serviceUrlOf } from './database.module';
export { DomainEvents } from './domain-events';
export { isBehind, migrate, migrationClasses, migrationSource } from './migrate';
export { prepareDatabase, type PreparedDatabase } from './prepare-database';
export { Reader, type Statement } from './reader';
export { Transaction } from './transaction';
export { SubmissionChanged, type Submission, submissionOf, Transactions } from './transactions';
export { startFailure } from './start-failure';
