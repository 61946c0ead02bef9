const { default: Sequencer } = require('@jest/test-sequencer');

// The look at every page takes as long as all the others together: it starts first, and they run beside it.
module.exports = class extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => (path.endsWith('every-page.browser.ts') ? 0 : 1);
    return [...tests].sort((one, other) => rank(one) - rank(other) || one.path.localeCompare(other.path));
  }
};
