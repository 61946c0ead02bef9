import { join } from 'node:path';
import { type PlainConnection, plainConnectionProblems, readPlainConnections } from './plain-connections';
import { type NotifySettings, notifySettings } from './notify-settings';
import { type SingleSignOnSettings, singleSignOnSettings } from './single-sign-on-settings';

/** Every setting of the service. `.env.example` lists them; nothing else reads the environment. */
export interface Settings {
  isProduction: boolean;
  isDemonstration: boolean;
  port: number;
  baseUrl: string;
  dataDir: string;
  /** The service's role: owns nothing, cannot bypass row-level security. */
  databaseUrl?: string;
  /** The role that owns the tables; used by migrations only. */
  databaseOwnerUrl?: string;
  embeddedInProductionAllowed: boolean;
  /** What production may be connected to without TLS, over a network of the operator's own. */
  plainConnections: readonly PlainConnection[];
  redisUrl?: string;
  smtpUrl?: string;
  /** Connections to the mail server that are kept and used side by side. */
  smtpConnections: number;
  smtpMostPerMinute: number;
  /** When set, e-mail leaves through GOV.UK Notify and not by SMTP. */
  notify?: NotifySettings;
  mailFrom: string;
  sessionSecret: string;
  /** What the keys for seeds of second factors and for counts of tries are derived from. */
  factorSecret: string;
  /** The provider people may sign in with; none unless it is set up. */
  singleSignOn?: SingleSignOnSettings;
  /** How many reverse proxies of ours stand in front; 0 believes no X-Forwarded header. */
  trustedProxies: number;
  /** How long a stopping web process says that it is not ready before it takes nothing more. */
  drainSeconds: number;
  sessionIdleMinutes: number;
  sessionAbsoluteMinutes: number;
  /** How long break-glass opens a record. */
  breakGlassMinutes: number;
  /** So many pages, searches and exports one account may open in a minute, in each process. */
  readsPerMinute: number;
  clockOffsetDays: number;
  partnershipName: string;
  scanEverySeconds: number;
  /** The hour of the day in London from which the digest of the day is sent. */
  digestHour: number;
  /** What is still overdue is said again after so many days. */
  remindAgainDays: number;
  auditSealEverySeconds: number;
  auditHeadEverySeconds: number;
  /** Where the end of the audit chain is written: best on another disk. */
  auditHeadFile: string;
  auditHeadMailTo: string[];
  auditHeadWebhookUrl?: string;
  logLevel: 'error' | 'warn' | 'log' | 'debug';
}

/** A missing or wrong setting stops the start with this message, which names the setting. */
export class SettingsError extends Error {}

const DEVELOPMENT_SECRET = 'development-only-secret-not-for-production';

/**
 * Reads and checks the settings.
 * @throws SettingsError naming every setting that is missing or wrong, one a line.
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const problems: string[] = [];
  const isProduction = env['NODE_ENV'] === 'production';
  const isDemonstration = !isProduction && env['DEMONSTRATION'] !== 'false';
  const port = wholeNumber(env, 'PORT', { fallback: 3000, least: 0, most: 65535, problems });
  const settings: Settings = {
    isProduction,
    isDemonstration,
    port,
    baseUrl: text(env, 'BASE_URL') ?? `http://localhost:${port}`,
    dataDir: text(env, 'DATA_DIR') ?? '.data',
    databaseUrl: address(env, 'DATABASE_URL', ['postgres:', 'postgresql:'], problems),
    databaseOwnerUrl: address(env, 'DATABASE_OWNER_URL', ['postgres:', 'postgresql:'], problems),
    embeddedInProductionAllowed: env['EMBEDDED_DATABASE_IN_PRODUCTION'] === 'yes',
    plainConnections: readPlainConnections(text(env, 'PLAIN_CONNECTIONS'), problems),
    redisUrl: address(env, 'REDIS_URL', ['redis:', 'rediss:'], problems),
    smtpUrl: address(env, 'SMTP_URL', ['smtp:', 'smtps:'], problems),
    smtpConnections: wholeNumber(env, 'SMTP_CONNECTIONS', { fallback: 5, least: 1, most: 10, problems }),
    smtpMostPerMinute: wholeNumber(env, 'SMTP_MOST_PER_MINUTE', { fallback: 3000, least: 1, most: 60000, problems }),
    notify: notifySettings((name) => text(env, name), isProduction, problems),
    mailFrom: text(env, 'MAIL_FROM') ?? 'Tertiary cohort <no-reply@cohort.example>',
    sessionSecret: text(env, 'SESSION_SECRET') ?? DEVELOPMENT_SECRET,
    factorSecret: text(env, 'FACTOR_SECRET') ?? text(env, 'SESSION_SECRET') ?? DEVELOPMENT_SECRET,
    singleSignOn: singleSignOnSettings((name) => text(env, name), isProduction, problems),
    trustedProxies: wholeNumber(env, 'TRUSTED_PROXIES', { fallback: 0, least: 0, most: 5, problems }),
    drainSeconds: wholeNumber(env, 'DRAIN_SECONDS', { fallback: isProduction ? 5 : 0, least: 0, most: 60, problems }),
    sessionIdleMinutes: wholeNumber(env, 'SESSION_IDLE_MINUTES', { fallback: 15, least: 1, most: 144, problems }),
    sessionAbsoluteMinutes: wholeNumber(env, 'SESSION_ABSOLUTE_MINUTES', {
      fallback: 480,
      least: 10,
      most: 1440,
      problems,
    }),
    readsPerMinute: wholeNumber(env, 'READS_PER_MINUTE', {
      fallback: isProduction ? 600 : 60_000,
      least: 10,
      most: 1_000_000,
      problems,
    }),
    breakGlassMinutes: wholeNumber(env, 'BREAK_GLASS_MINUTES', { fallback: 120, least: 5, most: 720, problems }),
    clockOffsetDays: wholeNumber(env, 'CLOCK_OFFSET_DAYS', { fallback: 0, least: -3650, most: 3650, problems }),
    partnershipName: text(env, 'PARTNERSHIP_NAME') ?? 'Safer Slough Partnership',
    scanEverySeconds: wholeNumber(env, 'SCAN_EVERY_SECONDS', { fallback: 60, least: 1, most: 86400, problems }),
    digestHour: wholeNumber(env, 'DIGEST_HOUR', { fallback: isDemonstration ? 0 : 7, least: 0, most: 23, problems }),
    remindAgainDays: wholeNumber(env, 'REMIND_AGAIN_DAYS', { fallback: 7, least: 1, most: 60, problems }),
    ...auditSettings(env, isProduction, problems),
    logLevel: logLevel(env, problems),
  };
  problems.push(...sessionProblems(settings));
  problems.push(...(isProduction ? productionProblems(settings, env) : []));
  if (problems.length > 0) throw new SettingsError(problems.join('\n'));
  return settings;
}

type AuditSettings = Pick<
  Settings,
  'auditSealEverySeconds' | 'auditHeadEverySeconds' | 'auditHeadFile' | 'auditHeadMailTo' | 'auditHeadWebhookUrl'
>;

function auditSettings(env: NodeJS.ProcessEnv, isProduction: boolean, problems: string[]): AuditSettings {
  return {
    auditSealEverySeconds: wholeNumber(env, 'AUDIT_SEAL_EVERY_SECONDS', { fallback: 5, least: 1, most: 300, problems }),
    auditHeadEverySeconds: wholeNumber(env, 'AUDIT_HEAD_EVERY_SECONDS', {
      fallback: 300,
      least: 1,
      most: 3600,
      problems,
    }),
    auditHeadFile: text(env, 'AUDIT_HEAD_FILE') ?? join(text(env, 'DATA_DIR') ?? '.data', 'audit-heads.jsonl'),
    auditHeadMailTo: mailAddresses(env, 'AUDIT_HEAD_MAIL_TO', problems),
    auditHeadWebhookUrl: address(
      env,
      'AUDIT_HEAD_WEBHOOK_URL',
      isProduction ? ['https:'] : ['https:', 'http:'],
      problems,
    ),
  };
}

/** Plain addresses with commas between them: no display name, nothing that could start another header. */
function mailAddresses(env: NodeJS.ProcessEnv, name: string, problems: string[]): string[] {
  const given = (text(env, name) ?? '').split(',').map((one) => one.trim());
  const addresses = given.filter((one) => one !== '');
  if (addresses.some((one) => !/^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(one))) {
    problems.push(`${name}: must be e-mail addresses with commas between them.`);
  }
  return addresses;
}

/** A session that is about to end can be extended at least ten times: whoever writes slowly loses nothing (WCAG 2.2.1). */
function sessionProblems({ sessionIdleMinutes, sessionAbsoluteMinutes }: Settings): string[] {
  const least = 10 * sessionIdleMinutes;
  if (sessionAbsoluteMinutes >= least) return [];
  return [
    `SESSION_ABSOLUTE_MINUTES: must be at least ten times SESSION_IDLE_MINUTES (${least}), so that a session can be extended ten times.`,
  ];
}

function productionProblems(settings: Settings, env: NodeJS.ProcessEnv): string[] {
  const problems: string[] = [];
  if (settings.sessionSecret === DEVELOPMENT_SECRET || settings.sessionSecret.length < 32) {
    problems.push('SESSION_SECRET: in production give a random secret of at least 32 characters.');
  }
  if (settings.factorSecret.length < 32) {
    problems.push('FACTOR_SECRET: give a random secret of at least 32 characters, or leave it out.');
  }
  if (settings.clockOffsetDays !== 0) problems.push('CLOCK_OFFSET_DAYS: refused in production.');
  if (env['DEMONSTRATION'] === 'true') problems.push('DEMONSTRATION: demonstration data is refused in production.');
  if (!settings.databaseUrl && !settings.embeddedInProductionAllowed) {
    problems.push('DATABASE_URL: needed in production (or set EMBEDDED_DATABASE_IN_PRODUCTION=yes on purpose).');
  }
  if (!env['BASE_URL']?.startsWith('https://'))
    problems.push('BASE_URL: needed in production, starting with https://.');
  if (!settings.smtpUrl && !settings.notify) {
    problems.push('SMTP_URL: needed in production (or NOTIFY_API_KEY), or no reminder leaves the building.');
  }
  return [...problems, ...plainConnectionProblems(settings)];
}

function text(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

function address(env: NodeJS.ProcessEnv, name: string, schemes: string[], problems: string[]): string | undefined {
  const value = text(env, name);
  if (value === undefined) return undefined;
  if (URL.canParse(value) && schemes.includes(new URL(value).protocol)) return value;
  problems.push(`${name}: must be an address starting with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}.`);
  return undefined;
}

interface NumberRule {
  fallback: number;
  least: number;
  most: number;
  problems: string[];
}

function wholeNumber(env: NodeJS.ProcessEnv, name: string, rule: NumberRule): number {
  const value = text(env, name);
  if (value === undefined) return rule.fallback;
  const parsed = Number(value);
  if (Number.isInteger(parsed) && parsed >= rule.least && parsed <= rule.most) return parsed;
  rule.problems.push(`${name}: must be a whole number from ${rule.least} to ${rule.most}.`);
  return rule.fallback;
}

const LOG_LEVELS = ['error', 'warn', 'log', 'debug'] as const;

function logLevel(env: NodeJS.ProcessEnv, problems: string[]): Settings['logLevel'] {
  const value = text(env, 'LOG_LEVEL');
  if (value === undefined) return 'warn';
  const found = LOG_LEVELS.find((level) => level === value);
  if (found === undefined) problems.push(`LOG_LEVEL: must be one of ${LOG_LEVELS.join(', ')}.`);
  return found ?? 'warn';
}

/** The environment of a process of ours that is started by another. */
export const childEnvironment = (changes: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({ ...process.env, ...changes });

/** npm runs us, in a shell of its own. */
export const isRunByNpm = (env: NodeJS.ProcessEnv = process.env): boolean => Boolean(env['npm_lifecycle_event']);
