export { leavesTheMachine } from './plain-connections';
export type { NotifySettings } from './notify-settings';
export { isOverHttps } from './over-https';
export { childEnvironment, isRunByNpm, readSettings, SettingsError, type Settings } from './settings';
export { SETTINGS, SettingsModule } from './settings.module';
export type { SingleSignOnSettings } from './single-sign-on-settings';
