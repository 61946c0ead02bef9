import type { Settings } from '../../config';

/** How often the worker looks for access that is not like work. */
export const WATCH_EVERY_SECONDS = 60;

/** How often each task that is set up takes its turn, in seconds. */
export const keepingTasks = (settings: Settings): Record<string, number> => ({
  seal: settings.auditSealEverySeconds,
  head_file: settings.auditHeadEverySeconds,
  ...(settings.auditHeadMailTo.length > 0 ? { head_mail: settings.auditHeadEverySeconds } : {}),
  ...(settings.auditHeadWebhookUrl ? { head_webhook: settings.auditHeadEverySeconds } : {}),
  watch: WATCH_EVERY_SECONDS,
});
