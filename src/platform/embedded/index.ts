export { EmbeddedDatabaseError } from './embedded-database.error';
export { findFreePort, isPortFree } from './free-port';
export { lockFolder, type FolderLock } from './folder-lock';
export { ownDatabaseUrl, runningDatabaseUrl } from './running-database';
export { startEmbeddedDatabase, type EmbeddedDatabase } from './start-embedded-database';
