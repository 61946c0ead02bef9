// One compiler setting for the build and for Jest, so that a test runs the code that is shipped.
const swcOptions = (syntax) => ({
  jsc: {
    parser: syntax === 'typescript' ? { syntax, decorators: true } : { syntax },
    transform: syntax === 'typescript' ? { legacyDecorator: true, decoratorMetadata: true } : {},
    target: 'es2023',
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: syntax === 'typescript' ? 'inline' : false,
  swcrc: false,
});

module.exports = { swcOptions };
