/** GOV.UK Notify, when e-mail leaves through it. */
export interface NotifySettings {
  apiKey: string;
  /** Of a template whose subject is ((subject)) and whose text is ((message)). */
  templateId: string;
  baseUrl: string;
  /** Notify takes 3,000 a minute for each kind of key: workers that share one share this. */
  mostPerMinute: number;
}

const BASE_URL = 'https://api.notifications.service.gov.uk';
/** A key is its name, the service's id and the secret. */
const KEY = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TEMPLATE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Undefined when no key is given. Adds what is wrong to `problems`. */
export function notifySettings(
  read: (name: string) => string | undefined,
  isProduction: boolean,
  problems: string[],
): NotifySettings | undefined {
  const apiKey = read('NOTIFY_API_KEY');
  const templateId = read('NOTIFY_TEMPLATE_ID') ?? '';
  const baseUrl = read('NOTIFY_BASE_URL') ?? BASE_URL;
  const mostPerMinute = Number(read('NOTIFY_MOST_PER_MINUTE') ?? 3_000);
  if (apiKey === undefined) return undefined;
  // The key itself is never in a message.
  if (!KEY.test(apiKey)) problems.push('NOTIFY_API_KEY: must be a whole key as GOV.UK Notify shows it once.');
  if (!TEMPLATE.test(templateId)) {
    problems.push('NOTIFY_TEMPLATE_ID: needed with NOTIFY_API_KEY, the id of a template of subject and message.');
  }
  if (
    !URL.canParse(baseUrl) ||
    !(isProduction ? ['https:'] : ['https:', 'http:']).includes(new URL(baseUrl).protocol)
  ) {
    problems.push('NOTIFY_BASE_URL: must be an address starting with https://.');
  }
  if (!Number.isInteger(mostPerMinute) || mostPerMinute < 1 || mostPerMinute > 3_000) {
    problems.push('NOTIFY_MOST_PER_MINUTE: must be a whole number from 1 to 3000.');
  }
  return { apiKey, templateId, baseUrl: baseUrl.replace(/\/$/, ''), mostPerMinute };
}
