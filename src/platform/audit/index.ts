export { type AuditEntry, insertAudit, insertReadAudit } from './audit-entry';
