import { violationsIn } from './browser-reports';

describe('reports of browsers', () => {
  it('are read in both shapes', () => {
    const page = 'https://cohort.test/individuals/0199-aa/plan?x=Quillon';
    const old = {
      'csp-report': { 'effective-directive': 'script-src-elem', 'blocked-uri': 'inline', 'document-uri': page },
    };
    const body = { effectiveDirective: 'img-src', blockedURL: 'https://evil.test/?Quillon', documentURL: page };
    expect(violationsIn(old)).toEqual([
      { directive: 'script-src-elem', blocked: 'inline', page: '/individuals/:id/plan' },
    ]);
    expect(
      violationsIn([
        { type: 'csp-violation', body },
        { type: 'deprecation', body: {} },
      ]),
    ).toEqual([{ directive: 'img-src', blocked: 'an address', page: '/individuals/:id/plan' }]);
  });

  it('keep no word that somebody made up', () => {
    const made = 'Quillon Brackendale\r\nERROR forged';
    const report = { 'effective-directive': made, 'blocked-uri': made, 'document-uri': `https://x.test/${made}` };
    expect(JSON.stringify(violationsIn({ 'csp-report': report }))).not.toMatch(/Quillon|forged/);
    for (const odd of [undefined, null, 7, 'x', [], {}, [null], { 'csp-report': null }, { 'csp-report': 'x' }]) {
      expect(violationsIn(odd).length).toBeLessThanOrEqual(1);
    }
  });
});
