export { AuditReport } from './audit-report';
export { headsIn } from '../domain/head';
export { SeesNoAudit, verifyChain } from './verify-chain';
