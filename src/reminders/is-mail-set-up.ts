import type { Settings } from '../config';

/** Whether e-mail can leave at all. In demonstration the worker brings its own mail server. */
export const isMailSetUpIn = (settings: Pick<Settings, 'smtpUrl' | 'notify' | 'isDemonstration'>): boolean =>
  settings.smtpUrl !== undefined || settings.notify !== undefined || settings.isDemonstration;
