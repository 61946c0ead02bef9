// A launcher to be killed: compiles the sources it needs as it loads them, as Jest does.
const { transformFileSync } = require('@swc/core');
const { swcOptions } = require('../../../scripts/swc-options.cjs');

require.extensions['.ts'] = (module, file) =>
  module._compile(transformFileSync(file, swcOptions('typescript')).code, file);
const { startEmbeddedDatabase } = require('../../../src/platform/embedded/index.ts');

startEmbeddedDatabase({ dataDir: process.argv[2] }).then(() => console.log('started'));
