export { actWords } from './act-words';
export { type AuditEntry, insertReadAudit } from './audit-entry';
export { type RecordReading, recordReadings } from './record-readings';
