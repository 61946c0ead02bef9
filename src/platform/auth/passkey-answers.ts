import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';

/** What the script of the page sends of a new passkey; undefined when it is not that. */
export function readRegistration(text: string): RegistrationResponseJSON | undefined {
  const { answer, inner } = parts(text);
  const [id, clientDataJSON, attestationObject] = [answer['id'], inner['clientDataJSON'], inner['attestationObject']];
  if (!areTexts(id, clientDataJSON, attestationObject)) return undefined;
  return {
    id: String(id),
    rawId: String(id),
    type: 'public-key',
    clientExtensionResults: {},
    response: { clientDataJSON: String(clientDataJSON), attestationObject: String(attestationObject) },
  };
}

/** What it sends of one that was used. */
export function readAssertion(text: string): AuthenticationResponseJSON | undefined {
  const { answer, inner } = parts(text);
  const id = answer['id'];
  const { clientDataJSON, authenticatorData, signature } = inner;
  if (!areTexts(id, clientDataJSON, authenticatorData, signature)) return undefined;
  return {
    id: String(id),
    rawId: String(id),
    type: 'public-key',
    clientExtensionResults: {},
    response: {
      clientDataJSON: String(clientDataJSON),
      authenticatorData: String(authenticatorData),
      signature: String(signature),
    },
  };
}

function parts(text: string): { answer: Record<string, unknown>; inner: Record<string, unknown> } {
  const answer = record(parsed(text));
  return { answer, inner: record(answer['response']) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const areTexts = (...values: unknown[]): boolean => values.every((value) => typeof value === 'string' && value !== '');
