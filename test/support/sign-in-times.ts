import request from 'supertest';
import { newId } from '../../src/shared/ids';
import type { TestApp } from './test-app';

export const KINDS = ['known', 'unknown', 'disabled', 'single sign-on only'] as const;
export type Kind = (typeof KINDS)[number];

/** Accounts of each kind, with passwords of today's parameters, so that nothing but the kind differs. */
export async function accountsOfEachKind(test: TestApp, passwordHash: string): Promise<Record<Kind, string>> {
  const add = async (email: string, status: string, withPassword: boolean): Promise<string> => {
    const id = newId();
    await test.sql(
      `INSERT INTO users (id, agency_id, display_name, email, status, created_at) VALUES ($1, $2, 'Somebody', $3, $4, now())`,
      [id, test.partnership.agencies['scf'], email, status],
    );
    if (!withPassword) return email;
    await test.sql('INSERT INTO user_credentials (user_id, password_hash, changed_at) VALUES ($1, $2, now())', [
      id,
      passwordHash,
    ]);
    return email;
  };
  return {
    known: await add('known@council.test', 'active', true),
    unknown: 'nobody@council.test',
    disabled: await add('gone.by@council.test', 'disabled', true),
    'single sign-on only': await add('federated@council.test', 'active', false),
  };
}

export interface Answered {
  milliseconds: number;
  /** Status, body and headers, without what differs at every request. */
  shape: string;
}

/** One wrong password over the API, as an outside program would time it. */
export async function tryOnce(test: TestApp, email: string): Promise<Answered> {
  const from = process.hrtime.bigint();
  const answer = await request(test.app.getHttpServer()).post('/api/v1/sessions').send({ email, password: 'wrong' });
  const milliseconds = Number(process.hrtime.bigint() - from) / 1e6;
  const { 'x-request-id': _id, date: _date, 'content-security-policy': _policy, ...headers } = answer.headers;
  const body = { ...answer.body, requestId: '' };
  return { milliseconds, shape: JSON.stringify({ status: answer.status, body, headers }) };
}

/** Alternating, so that whatever else the machine does falls on all alike. */
export async function tryEach(
  test: TestApp,
  emails: Record<Kind, string>,
  rounds: number,
): Promise<Record<Kind, Answered[]>> {
  const answers: Record<Kind, Answered[]> = { known: [], unknown: [], disabled: [], 'single sign-on only': [] };
  for (let round = 0; round < rounds; round += 1) {
    // Limits have their own tests; here every try must be checked.
    await test.sql('DELETE FROM attempt_counts');
    const order = KINDS.map((_, at) => KINDS[(at + round) % KINDS.length]).filter((kind) => kind !== undefined);
    for (const kind of order) answers[kind].push(await tryOnce(test, emails[kind]));
  }
  return answers;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle - 0.5)] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
