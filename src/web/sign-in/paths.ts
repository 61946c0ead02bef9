/** Addresses of signing in and of one's own account. */
export const signInPaths = {
  signIn: '/sign-in',
  code: '/sign-in/code',
  passkey: '/sign-in/passkey',
  setUp: '/sign-in/set-up',
  setUpPasskey: '/sign-in/set-up/passkey',
  resume: '/sign-in/resume',
  confirm: '/confirm-it-is-you',
  confirmPasskey: '/confirm-it-is-you/passkey',
  account: '/account',
  newApp: '/account/authenticator-app',
  newPasskey: '/account/passkey',
  recoveryCodes: '/account/recovery-codes',
  newRecoveryCodes: '/account/recovery-codes/new',
  removal: (id: string) => `/account/second-factors/${id}/removal`,
} as const;
