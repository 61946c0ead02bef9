import type { Settings } from './settings';

/** Whether browsers reach the service by https, which may end at a proxy in front of it. */
export const isOverHttps = ({ isProduction, baseUrl }: Pick<Settings, 'isProduction' | 'baseUrl'>): boolean =>
  isProduction || baseUrl.startsWith('https://');
