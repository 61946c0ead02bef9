const { swcOptions } = require('./scripts/swc-options.cjs');

// NestJS 12 and friends are ESM-only; SWC turns them into CommonJS for Jest, whose own ESM mode breaks with
// CommonJS packages that import them. A package missing from this list fails loudly at import.
const esmPackages =
  '@nestjs|file-type|strtok3|token-types|uint8array-extras|@tokenizer|@borewit|openid-client|oauth4webapi|jose';
const suite = process.env.TEST_SUITE ?? 'main';
const patterns = {
  main: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/**/*.test.ts'],
  redis: ['<rootDir>/test/**/*.queue.test.ts'],
  browser: ['<rootDir>/test/**/*.browser.ts'],
  proof: ['<rootDir>/test/proofs/**/*.proof.ts'],
  bench: ['<rootDir>/test/bench/**/*.bench.ts'],
};

// A run of the whole suite: see scripts/test-groups.mjs.
const groups = process.env.TEST_GROUPS;

module.exports = {
  testEnvironment: 'node',
  testMatch: groups ? [`${groups}/*.js`] : patterns[suite],
  ...(groups ? { testSequencer: '<rootDir>/scripts/test-sequencer.cjs' } : {}),
  ...(suite === 'browser' ? { testSequencer: '<rootDir>/scripts/browser-sequencer.cjs' } : {}),
  transform: {
    '^.+\\.ts$': ['@swc/jest', swcOptions('typescript')],
    '^.+\\.m?js$': ['@swc/jest', swcOptions('ecmascript')],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages})/)`],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  testTimeout: suite === 'browser' ? 180000 : 90000,
  maxWorkers: 2,
  // Jest lets go of a file's modules late; a worker that has grown to this is replaced.
  workerIdleMemoryLimit: '1GB',
};
