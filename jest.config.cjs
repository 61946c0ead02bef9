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

module.exports = {
  testEnvironment: 'node',
  testMatch: patterns[suite],
  transform: {
    '^.+\\.ts$': ['@swc/jest', swcOptions('typescript')],
    '^.+\\.m?js$': ['@swc/jest', swcOptions('ecmascript')],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages})/)`],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  testTimeout: suite === 'browser' ? 120000 : 30000,
  maxWorkers: 2,
};
