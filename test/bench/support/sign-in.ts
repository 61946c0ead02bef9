import { DEMONSTRATION_PASSWORD } from '../../../src/demonstration/partnership';
import { sessionCookie } from '../../support/session-cookie';

/** Signs in over the API, as a program does. */
export async function tokenOf(url: string, email: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password: DEMONSTRATION_PASSWORD }),
  });
  if (answer.status !== 201) throw new Error(`${email} could not sign in: ${answer.status} ${await answer.text()}`);
  const { token }: { token: string } = JSON.parse(await answer.text());
  return token;
}

/** Signs in with the page, as a person does. @returns the cookie that is the session */
export async function cookieOf(url: string, email: string): Promise<string> {
  const page = await fetch(`${url}/sign-in`);
  const token = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1];
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Cookie: cookieIn(page), 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ _csrf: token ?? '', email, password: DEMONSTRATION_PASSWORD }),
  });
  if (answer.status !== 303) throw new Error(`${email} could not sign in: ${answer.status}`);
  return cookieIn(answer);
}

const cookieIn = (answer: Response): string => sessionCookie(answer.headers.get('set-cookie'));
