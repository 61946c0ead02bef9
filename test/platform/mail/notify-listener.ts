import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Taken {
  reference: string;
  email: string;
  personalisation: Record<string, string>;
  at: number;
}

type Behaviour = 'accept' | 'refuse address' | 'team key' | 'too many' | 'broken' | 'take and break' | 'never answer';

/** Speaks GOV.UK Notify's API over real HTTP: POST v2/notifications/email, GET v2/notifications?reference=. */
export class NotifyListener {
  static readonly serviceId = '11111111-1111-4111-8111-111111111111';
  static readonly secret = '22222222-2222-4222-8222-222222222222';
  static readonly templateId = '33333333-3333-4333-8333-333333333333';
  readonly taken: Taken[] = [];
  readonly asked: string[] = [];
  /** What it does with the next requests to send, one after the other; then it accepts. */
  next: Behaviour[] = [];
  /** Every request to send is refused with 503. */
  isBroken = false;
  /** Whether it can be asked what it has. */
  isSilent = false;
  status = 'sending';
  baseUrl = '';
  private readonly server: Server = createServer((request, response) => {
    void answerTo(this, request).then((answer) => {
      if (!answer) return;
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
    });
  });

  static async open(): Promise<NotifyListener> {
    const listener = new NotifyListener();
    await new Promise<void>((ready) => listener.server.listen(0, '127.0.0.1', ready));
    const { port } = listener.server.address() as AddressInfo;
    listener.baseUrl = `http://127.0.0.1:${port}`;
    return listener;
  }

  get environment(): Record<string, string> {
    return {
      NOTIFY_API_KEY: `proof-${NotifyListener.serviceId}-${NotifyListener.secret}`,
      NOTIFY_TEMPLATE_ID: NotifyListener.templateId,
      NOTIFY_BASE_URL: this.baseUrl,
    };
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((closed) => void this.server.close(() => closed()));
  }
}

interface Answer {
  status: number;
  body: object;
}

const fault = (status: number, error: string, message: string): Answer => ({
  status,
  body: { status_code: status, errors: [{ error, message }] },
});

async function answerTo(listener: NotifyListener, request: IncomingMessage): Promise<Answer | undefined> {
  const url = new URL(request.url ?? '/', listener.baseUrl);
  if (!isSigned(request.headers.authorization ?? '')) return fault(403, 'AuthError', 'Invalid token');
  if (request.method === 'GET' && url.pathname === '/v2/notifications') {
    const reference = url.searchParams.get('reference') ?? '';
    listener.asked.push(reference);
    if (listener.isSilent) return fault(500, 'Exception', 'Internal server error');
    const notifications = listener.taken
      .filter((one) => one.reference === reference)
      .map((one) => ({ reference, status: listener.status, email_address: one.email }));
    return { status: 200, body: { notifications, links: {} } };
  }
  if (request.method !== 'POST' || url.pathname !== '/v2/notifications/email') return fault(404, 'NotFound', '');
  const asked = JSON.parse(await textOf(request));
  if (asked.template_id !== NotifyListener.templateId) return fault(400, 'BadRequestError', 'Template not found');
  const take = (): void => {
    const { reference, email_address: email, personalisation } = asked;
    listener.taken.push({ reference, email, personalisation, at: performance.now() });
  };
  switch (listener.isBroken ? 'broken' : (listener.next.shift() ?? 'accept')) {
    case 'accept':
      take();
      return { status: 201, body: { id: '44444444-4444-4444-8444-444444444444', reference: asked.reference } };
    case 'refuse address':
      return fault(400, 'ValidationError', `email_address ${asked.email_address} Not a valid email address`);
    case 'team key':
      return fault(400, 'BadRequestError', 'Can’t send to this recipient using a team-only API key');
    case 'too many':
      return fault(429, 'RateLimitError', 'Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds');
    case 'broken':
      return fault(503, 'Exception', 'Internal server error');
    case 'take and break':
      take();
      return fault(500, 'Exception', 'Internal server error');
    case 'never answer':
      return undefined;
  }
}

/** The token is a JWT that the service signs with its secret. */
function isSigned(authorization: string): boolean {
  const [head = '', body = '', signature = ''] = authorization.replace('Bearer ', '').split('.');
  const right = createHmac('sha256', NotifyListener.secret).update(`${head}.${body}`).digest('base64url');
  const { iss } = JSON.parse(Buffer.from(body, 'base64url').toString() || '{}');
  return signature === right && iss === NotifyListener.serviceId;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}
