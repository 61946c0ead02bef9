const { default: Sequencer } = require('@jest/test-sequencer');

// The look at every page takes as long as all the others together: it starts first, and they run beside it, the longest of
// them first.
const LONGEST = ['every-page.browser.ts', 'meeting.browser.ts'];

module.exports = class extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const at = LONGEST.findIndex((name) => path.endsWith(`/${name}`));
      return at < 0 ? LONGEST.length : at;
    };
    return [...tests].sort((one, other) => rank(one) - rank(other) || one.path.localeCompare(other.path));
  }
};
