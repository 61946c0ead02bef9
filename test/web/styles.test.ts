import { join } from 'node:path';
import { Logger, compile } from 'sass';

const root = join(__dirname, '../..');

describe('the style sheet', () => {
  const entry = join(root, 'src/web/assets/styles.scss');
  const { css } = compile(entry, { loadPaths: [root], style: 'compressed', logger: Logger.silent });

  it('carries no mark or typeface that only services on gov.uk may show', () => {
    expect(css).not.toMatch(/gds transport|@font-face|crest|crown|moj-header/i);
    expect(css).toContain('--govuk-brand-colour: #134e56');
  });

  it('loads nothing from elsewhere', () => {
    const addresses = [...css.matchAll(/url\(([^)]*)\)/g)].map(([, address]) => address);
    expect(addresses.filter((address) => !address?.startsWith('/assets/vendor/images/'))).toEqual([]);
  });

  it('has the classes that the partials use', () => {
    for (const name of ['app-case-banner', 'app-count-box', 'app-due--overdue', 'app-scroll-table', 'app-pre-line']) {
      expect(css).toContain(`.${name}`);
    }
  });
});
