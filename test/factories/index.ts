export { type CaseOptions, makeCase, type MadeCase } from './make-case';
