import { DataSource } from 'typeorm';
import { Individual } from '../../../src/individuals/individual.entity';
import { Reader, Transactions } from '../../../src/platform/database';
import { Stale } from '../../../src/shared/errors';
import { makeCase } from '../../factories';
import { TestApp } from '../../support/test-app';

describe('a transaction of an actor', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  const act = <Result>(email: string, work: Parameters<Transactions['act']>[1]): Promise<Result> =>
    test.actor(email).then((actor) => test.get(Transactions).act(actor, work) as Promise<Result>);

  it('leaves no actor behind on any connection of either pool', async () => {
    const { individualId } = await makeCase(test);
    const lead = await test.api('lead@scf.example');
    const nurse = await test.api('nurse@health.example');
    await Promise.all(
      Array.from({ length: 30 }, async (_, at) => (at % 2 ? lead : nurse).get(`/individuals/${individualId}`)),
    );
    await Promise.allSettled(
      Array.from({ length: 12 }, () => act('lead@scf.example', (tx) => tx.query('SELECT 1 / 0'))),
    );
    const settings = `SELECT coalesce(current_setting('app.user_id', true), '') || coalesce(current_setting('app.access_keys', true), '')
      || coalesce(current_setting('app.roles', true), '') AS context, pg_backend_pid() AS pid, pg_sleep(0.05)`;
    const [source, reader] = [test.get(DataSource), test.get(Reader)];
    const found = (
      await Promise.all(
        Array.from({ length: 10 }, () => [
          source.query<{ context: string; pid: number }[]>(settings),
          reader.lookUp<{ context: string; pid: number }>({ name: 'context-left', text: settings }),
        ]).flat(),
      )
    ).flat();
    expect(new Set(found.map((row) => row.pid)).size).toBeGreaterThan(10);
    expect(new Set(found.map((row) => row.context))).toEqual(new Set(['']));
  });

  it('sees nothing without an actor', async () => {
    await makeCase(test);
    expect(await test.get(DataSource).query('SELECT count(*)::int AS n FROM individuals')).toEqual([{ n: 0 }]);
  });

  it('throws Stale when the row moved on, and changes nothing', async () => {
    const { individualId: id } = await makeCase(test, { givenName: 'Before' });
    await act('lead@scf.example', (tx) => tx.change(Individual, { id, version: 1 }, { givenName: 'First' }));
    await expect(
      act('manager@scf.example', (tx) => tx.change(Individual, { id, version: 1 }, { givenName: 'Second' })),
    ).rejects.toBeInstanceOf(Stale);
    expect(await test.sql('SELECT given_name, version FROM individuals WHERE id = $1', [id])).toEqual([
      { given_name: 'First', version: 2 },
    ]);
  });

  it('throws Stale, not success, for a row the actor cannot see', async () => {
    const { individualId: id } = await makeCase(test);
    await expect(
      act('officer@tvp.example', (tx) => tx.change(Individual, { id, version: 1 }, { givenName: 'Taken' })),
    ).rejects.toBeInstanceOf(Stale);
  });

  it.each(['version = version', 'version = version + 2', 'version = 0'])(
    'cannot pass by the version: the database refuses %s',
    async (version) => {
      const { individualId } = await makeCase(test);
      await expect(
        test.sql(`UPDATE individuals SET given_name = 'Skipped', ${version} WHERE id = $1`, [individualId]),
      ).rejects.toMatchObject({ code: 'TC001' });
    },
  );

  it('is run again from its start where two waited for each other in a circle: both are done, each once', async () => {
    const { individualId: one } = await makeCase(test);
    const { individualId: other } = await makeCase(test);
    const email = 'lead@scf.example';
    let bothHoldOne = (): void => undefined;
    const theirs = new Promise<void>((resolve) => (bothHoldOne = resolve));
    let holding = 0;
    const changeBoth = async (ids: string[]): Promise<number> => {
      let tries = 0;
      await act(email, async (tx) => {
        tries += 1;
        for (const id of ids) {
          await tx.query('UPDATE individuals SET communication_needs = $2, version = version + 1 WHERE id = $1', [
            ...[id, `Changed by ${ids.join()}`],
          ]);
          await tx.audit({ act: 'individual.changed', subjectType: 'individual', subjectId: id, individualId: id });
          holding += 1;
          if (holding === 2) bothHoldOne();
          await theirs;
        }
      });
      return tries;
    };
    const tries = await Promise.all([changeBoth([one, other]), changeBoth([other, one])]);
    expect(tries.sort()).toEqual([1, 2]);
    expect(
      await test.sql(
        `SELECT (SELECT version FROM individuals WHERE id = subject_id) AS version, count(*)::int AS audited FROM audit_events
          WHERE subject_id = ANY ($1) AND act = 'individual.changed' GROUP BY subject_id`,
        [[one, other]],
      ),
    ).toEqual([
      { version: 3, audited: 2 },
      { version: 3, audited: 2 },
    ]);
  });

  it('loses none of 200 concurrent changes', async () => {
    const { individualId: id } = await makeCase(test, { givenName: '0' });
    const addOne = async (): Promise<void> => {
      for (;;) {
        try {
          await act('lead@scf.example', async (tx) => {
            const [row] = await tx.query<{ given_name: string; version: number }>(
              'SELECT given_name, version FROM individuals WHERE id = $1',
              [id],
            );
            if (!row) throw new Error('The case is not there.');
            await tx.change(
              Individual,
              { id, version: row.version },
              { givenName: String(Number(row.given_name) + 1) },
            );
          });
          return;
        } catch (error) {
          if (!(error instanceof Stale)) throw error;
        }
      }
    };
    await Promise.all(Array.from({ length: 200 }, addOne));
    expect(await test.sql('SELECT given_name, version FROM individuals WHERE id = $1', [id])).toEqual([
      { given_name: '200', version: 201 },
    ]);
  });

  it('keeps neither change, audit nor outbox when its last step fails', async () => {
    const { individualId: id } = await makeCase(test, { givenName: 'Kept' });
    await expect(
      act('lead@scf.example', async (tx) => {
        await tx.change(Individual, { id, version: 1 }, { givenName: 'Lost' });
        await tx.audit({ act: 'individual.changed', subjectType: 'individual', subjectId: id, individualId: id });
        await tx.announce('individual.changed', id);
        throw new Error('the last step');
      }),
    ).rejects.toThrow('the last step');
    expect(await test.sql('SELECT given_name FROM individuals WHERE id = $1', [id])).toEqual([{ given_name: 'Kept' }]);
    const changed = `SELECT 1 FROM audit_events WHERE act = 'individual.changed' AND subject_id = $1`;
    expect(await test.sql(changed, [id])).toEqual([]);
    expect(await test.sql('SELECT 1 FROM outbox_events WHERE subject_id = $1', [id])).toEqual([]);
  });

  it('does not answer a read whose audit row cannot be written', async () => {
    const { individualId } = await makeCase(test);
    const lead = await test.actor('lead@scf.example');
    const statement = {
      name: 'one-name',
      text: 'SELECT given_name FROM individuals WHERE id = $1',
      values: [individualId],
    };
    const entry = { act: 'individual.read', subjectType: 'individual', subjectId: 'not an id' };
    await expect(test.get(Reader).one(lead, entry, statement)).rejects.toThrow();
  });
});
