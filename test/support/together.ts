/**
 * One test file among others that share what Jest has loaded: the modules, not a database or an application. What it
 * puts in the place of something is taken back behind it. See scripts/test-groups.mjs.
 */
export function together(file: string, load: () => unknown): void {
  describe(file, () => {
    try {
      load();
    } catch (error) {
      it('is loaded', () => {
        throw error;
      });
    }
    afterAll(() => {
      jest.restoreAllMocks();
    });
  });
}
