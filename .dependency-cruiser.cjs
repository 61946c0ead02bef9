// The fence: slices meet at index.ts, lower slices never import higher ones, domain rules stay pure.
const order = [
  'agencies',
  'users',
  'individuals',
  'notes',
  'actions',
  'referrals',
  'screenings',
  'cohort',
  'assignments',
  'plans',
  'reviews',
  'meetings',
  'handovers',
  'imports',
  'registers',
  'retention',
  'exports',
  'reminders',
  'indicators',
  'data-quality',
  'demonstration',
];
const slices = order.join('|');

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'src-never-imports-test', severity: 'error', from: { path: '^src' }, to: { path: '^test' } },
    {
      name: 'migrations-import-nothing-of-ours',
      severity: 'error',
      from: { path: '^migrations' },
      to: { path: '^(src|test)' },
    },
    {
      name: 'shared-imports-nothing',
      severity: 'error',
      from: { path: '^src/shared' },
      to: { path: '^src/(?!shared)' },
    },
    {
      name: 'platform-imports-no-slice',
      severity: 'error',
      from: { path: '^src/platform' },
      to: { path: `^src/(${slices})/` },
    },
    {
      name: 'slices-meet-at-their-front-door',
      severity: 'error',
      from: { path: `^src/(${slices})/` },
      to: { path: `^src/(${slices})/`, pathNot: [`^src/$1/`, `^src/(${slices})/(index|[a-z-]+\\.module)\\.ts$`] },
    },
    ...order.map((slice, at) => ({
      name: `${slice}-never-imports-a-higher-slice`,
      severity: 'error',
      from: { path: `^src/${slice}/` },
      to: { path: `^src/(${order.slice(at + 1).join('|') || 'none-is-higher'})/` },
    })),
    {
      name: 'verbs-entities-policies-never-import-their-doors',
      severity: 'error',
      from: { path: `^src/(${slices})/[^/]+\\.ts$`, pathNot: '\\.module\\.ts$' },
      to: { path: `^src/(${slices})/(web|api|jobs)/` },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: `^src/(${slices})/domain/`, pathNot: '\\.spec\\.ts$' },
      to: {
        pathNot: [
          `^src/(${slices})/domain/`,
          '^src/shared/',
          '(^|node_modules/)(luxon|csv-parse|iconv-lite)(/|$)',
          'node_modules/@types',
        ],
      },
    },
    {
      name: 'policy-reads-no-database',
      severity: 'error',
      from: { path: '\\.policy\\.ts$' },
      to: { path: ['^src/platform/database', 'node_modules/(typeorm|pg)/', '\\.queries\\.ts$'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  },
};
