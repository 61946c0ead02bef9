// Sends a form without leaving its page, and tells an answer from no answer. A redirect is an answer: the session ended.
const LONGEST_MILLISECONDS = 15_000;
const AWAY = [502, 503, 504];

export const NOT_SENT =
  'Not sent: we cannot be reached. What you typed is on this page, and we keep trying. Press the button again when this says that we are back.';
export const BACK = 'We are back. Press the button again to send what you typed.';

/** The fields of a form in the notation it would send; no files. */
export function fieldsOf(form) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  return fields;
}

/** The answer, or undefined when nobody answers. */
export async function post(url, fields, { isLeaving = false, headers = {} } = {}) {
  return reached(url, {
    method: 'POST',
    body: fields,
    headers,
    redirect: 'manual',
    keepalive: isLeaving,
    signal: isLeaving ? undefined : AbortSignal.timeout(LONGEST_MILLISECONDS),
  });
}

export const isReachable = async () =>
  (await reached('/health/live', { cache: 'no-store', signal: AbortSignal.timeout(LONGEST_MILLISECONDS) })) !==
  undefined;

async function reached(url, request) {
  try {
    const answer = await fetch(url, request);
    return AWAY.includes(answer.status) ? undefined : answer;
  } catch {
    return undefined;
  }
}
