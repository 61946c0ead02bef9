export { demonstrationTool } from './domain/demonstration-tool';
export type { ExploitationJudgement, ViolenceJudgement } from './domain/judge-band';
export type { ToolDefinition } from './domain/tool-definition';
export { ImportScreening, type ImportedScreening } from './import-screening';
export { InstallTool } from './install-tool';
export { screeningPaths } from './paths';
export { type NewScreening, RecordScreening } from './record-screening';
export { ScreeningsModule } from './screenings.module';
export { CurrentTool, type ToolInForce } from './tool-in-force';
