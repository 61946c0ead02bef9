import type { FieldError, PageLocals } from '../../src/web/page-model';

export const signedIn: PageLocals = {
  actor: { displayName: 'Sam Okafor <b>', agencyName: 'Slough Children First' },
  navigation: [
    { text: 'My cases', href: '/cases', current: true },
    { text: 'Meetings', href: '/meetings', current: false },
  ],
  csrfToken: 'token-"1"',
  cspNonce: 'nonce-1',
  isDemonstration: true,
  serviceWarning: null,
  partnershipName: 'Slough Community Safety Partnership',
  signOnName: 'your council account',
  today: '2026-11-21',
};

export const signedOut: PageLocals = { ...signedIn, actor: null, navigation: [], isDemonstration: false };

export const script = '<script>alert("x")</script>';

export const errors: FieldError[] = [
  { field: 'summary', message: `Enter a summary ${script}` },
  { field: 'heldOn', anchor: 'heldOn-day', message: 'Enter the day it was held' },
];
