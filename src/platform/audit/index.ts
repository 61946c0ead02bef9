export { type AuditEntry, insertReadAudit } from './audit-entry';
