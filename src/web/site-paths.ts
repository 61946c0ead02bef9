/** The addresses the layout and the error pages link to, which belong to no slice. */
export const sitePaths = {
  home: '/',
  signIn: '/sign-in',
  signOut: '/sign-out',
  singleSignOn: '/sign-in/single-sign-on',
  account: '/account',
  sessions: '/account/sessions',
  session: '/session',
  tokens: '/account/tokens',
  drafts: '/drafts',
  forgottenPassword: '/sign-in/forgotten-password',
  accessibilityStatement: '/accessibility-statement',
  privacy: '/privacy',
  cookies: '/cookies',
  help: '/help',
  allPages: '/pages',
  demonstrationMail: '/demonstration/mail',
} as const;
