import type { TestApp } from '../../support/test-app';

/** As if this person had just given a second factor: pages remember it in the session. */
export async function confirmFactor(test: TestApp, email: string): Promise<void> {
  await test.sql(
    `UPDATE sessions SET sess = (sess::jsonb || jsonb_build_object('factorAt', $2::text))::json WHERE sess->>'userId' = $1`,
    [test.userId(email), test.clock.now().toISOString()],
  );
}
