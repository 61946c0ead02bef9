import type { NotifyClient } from 'notifications-node-client';
import type { NotifySettings } from '../../config';

const TIMEOUT_MILLISECONDS = 10_000;

export interface NotifyAnswer {
  /** 0: no answer at all, so nobody knows whether it was taken. */
  status: number;
  /** Notify's name of what is wrong, such as ValidationError: never its words, which may repeat an address. */
  error: string;
  /** Whether what is wrong is the address. */
  isAboutAddress: boolean;
  retryAfterSeconds: number;
  body: unknown;
}

interface Asked {
  method: string;
  url: string;
  headers: Record<string, string>;
  data?: object;
}

/**
 * GOV.UK's own client makes the requests and their tokens; this sends them. Left alone it would wait for ever for a
 * server that takes a connection and says nothing, and a refusal would be an exception with the address in it.
 */
export class NotifyDoor {
  private made?: Promise<NotifyClient>;

  constructor(private readonly settings: NotifySettings) {}

  async sendEmail(
    to: string,
    reference: string,
    personalisation: { subject: string; message: string },
  ): Promise<NotifyAnswer> {
    const client = await this.client();
    return answerOf(client.sendEmail(this.settings.templateId, to, { personalisation, reference }));
  }

  async byReference(reference: string): Promise<NotifyAnswer> {
    const client = await this.client();
    return answerOf(client.getNotifications('email', undefined, reference));
  }

  /** Loaded where Notify is used: it brings axios with it. */
  private client(): Promise<NotifyClient> {
    this.made ??= import('notifications-node-client').then(({ NotifyClient }) => {
      const client = new NotifyClient(this.settings.baseUrl, this.settings.apiKey);
      // The declared type is that of axios as a whole; the client only ever calls it.
      Reflect.apply(client.setClient, client, [send]);
      return client;
    });
    return this.made;
  }
}

const answerOf = async (sent: Promise<unknown>): Promise<NotifyAnswer> => {
  const answer = await sent;
  if (!isAnswer(answer)) throw new Error('The client of GOV.UK Notify answered something else than it was given.');
  return answer;
};

const isAnswer = (value: unknown): value is NotifyAnswer =>
  typeof value === 'object' && value !== null && 'retryAfterSeconds' in value;

async function send({ method, url, headers, data }: Asked): Promise<NotifyAnswer> {
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      body: data === undefined ? undefined : JSON.stringify(data),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    const body: unknown = await response.json().catch(() => undefined);
    const fault = response.ok ? { error: '', message: '' } : faultIn(body);
    return {
      status: response.status,
      error: fault.error,
      isAboutAddress: response.status === 400 && fault.message.startsWith('email_address'),
      retryAfterSeconds: Number(response.headers.get('retry-after') ?? 0) || 0,
      body,
    };
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    return { status: 0, error: name, isAboutAddress: false, retryAfterSeconds: 0, body: undefined };
  }
}

/** `{ "status_code": 400, "errors": [{ "error": "ValidationError", "message": "email_address Not a valid…" }] }` */
function faultIn(body: unknown): { error: string; message: string } {
  const errors: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'errors') : undefined;
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  const word = (name: string): string => {
    const value: unknown = typeof first === 'object' && first !== null ? Reflect.get(first, name) : undefined;
    return typeof value === 'string' ? value : '';
  };
  return {
    error: word('error')
      .replace(/[^A-Za-z]/g, '')
      .slice(0, 40),
    message: word('message'),
  };
}
