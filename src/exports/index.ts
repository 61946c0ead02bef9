export { AskExport, type ExportAsked } from './ask-export';
export { DecideExport, type ExportDecision } from './decide-export';
export { ExportsModule } from './exports.module';
export { TakeExport, type TakenExport } from './take-export';
