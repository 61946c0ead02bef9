// Makes and uses passkeys, which only a script can. Every page that asks for one offers another way as well.
const { credentials } = window.navigator;
const forms = document.querySelectorAll('form[data-app-passkey]');

if (window.PublicKeyCredential) {
  for (const notice of document.querySelectorAll('[data-app-passkey-unavailable]')) notice.hidden = true;
  for (const form of forms) {
    form.hidden = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      send(form);
    });
  }
}

async function send(form) {
  const failed = form.querySelector('[data-app-passkey-failed]');
  failed.hidden = true;
  try {
    const answer = form.dataset.appPasskey === 'create' ? await create(form) : await get(form);
    // By its name: the button has the same word as its id.
    form.querySelector('input[name=passkey]').value = JSON.stringify(answer);
    // Past the listeners of submit events, this one too.
    form.submit();
  } catch {
    // Cancelled, timed out, or no such passkey: the browser has said which.
    failed.hidden = false;
  }
}

async function create(form) {
  const options = JSON.parse(form.dataset.options);
  const made = await credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: withBytes(options.excludeCredentials),
    },
  });
  const { clientDataJSON, attestationObject } = made.response;
  return {
    id: made.id,
    response: { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject) },
  };
}

async function get(form) {
  const options = JSON.parse(form.dataset.options);
  const used = await credentials.get({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: withBytes(options.allowCredentials),
    },
  });
  const { clientDataJSON, authenticatorData, signature } = used.response;
  return {
    id: used.id,
    response: {
      clientDataJSON: text(clientDataJSON),
      authenticatorData: text(authenticatorData),
      signature: text(signature),
    },
  };
}

const withBytes = (known = []) => known.map((one) => ({ ...one, id: bytes(one.id) }));

/** base64url, as the server writes it. */
function bytes(encoded) {
  const binary = window.atob(encoded.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const binary = String.fromCharCode(...new Uint8Array(buffer));
  return window.btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
