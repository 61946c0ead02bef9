import { parse } from 'csv-parse/sync';
import { readSettings } from '../../src/config';
import type { AuditEventRow } from '../../src/platform/audit/audit-events.queries';
import { csvOfExport } from '../../src/exports/export-csv';
import { auditCells } from '../../src/platform/audit';
import type { LoadedExport } from '../../src/exports/load-export';
import { SmtpMailer } from '../../src/platform/mail/smtp-mailer';
import { SystemClock } from '../../src/shared/clock';
import { Mailbox } from '../reminders/support/mailbox';

const FORMULAS = ['=1+1', '+1', '-1', '@SUM(1)', '\tx', '\rx', '＝1', '＋1', '－1', '＠x'];
const PLAIN = ['a=1', 'A "quoted" text; with, commas', 'two\nlines', 'żółć 🦔', ' '];

const NOW = new Date('2026-11-21T10:00:00Z');
const ASKED: LoadedExport = {
  ...{ id: 'id', version: 1, kind: 'audit', status: 'ready', purpose: 'Yearly check', tier: null, filter: {} },
  ...{ requestedBy: 'nobody', agencyId: 'none', requestedAt: NOW, decidedBy: null, expiresAt: NOW, downloads: 0 },
  ...{ detail: null, leastGroup: null },
};

const event = (request_id: string): AuditEventRow => ({
  id: 'id',
  at: new Date('2026-11-21T10:00:00Z'),
  at_key: '',
  actor_id: 'nobody',
  actor_name: null,
  agency_id: 'none',
  agency_name: null,
  roles: [],
  act: 'individual.read',
  subject_type: 'individual',
  subject_id: null,
  individual_id: null,
  fields: [],
  request_id,
  address: null,
  under_break_glass: false,
  reference: null,
});

/** ASVS 5.0 V1.2.10. */
it('an exported cell starts no formula, and is read again as it was', async () => {
  const pages = (async function* () {
    yield await Promise.resolve([...FORMULAS, ...PLAIN].map(event).map(auditCells));
  })();
  let text = '';
  for await (const chunk of csvOfExport({ asked: ASKED, pages }, 'Somebody', NOW)) text += String(chunk);
  const table = text.slice(text.indexOf('when,user'));
  const rows: Record<string, string>[] = parse(table, { columns: true });
  const cells = rows.map((row) => row['request']);
  expect(cells.slice(FORMULAS.length)).toEqual(PLAIN);
  expect(cells.slice(0, FORMULAS.length)).toEqual(FORMULAS.map((cell) => `'${cell}`));
});

/** ASVS 5.0 V1.3.11. */
it('a line break in an address or a subject adds no recipient and no header to an e-mail', async () => {
  const mailbox = await Mailbox.open();
  const mailer = new SmtpMailer(readSettings({ SMTP_URL: mailbox.smtpUrl }), new SystemClock());
  const subject = 'One\r\nBcc: other@evil.test\r\n\r\nHello';
  await mailer.send({ to: 'one@council.test', subject, text: 'Text', messageId: 'one' });
  const to = 'two@council.test\r\nBcc: other@evil.test';
  await mailer.send({ to, subject: 'Two', text: 'Text', messageId: 'two' }).catch(() => undefined);
  mailer.onModuleDestroy();
  await mailbox.close();
  for (const { raw } of mailbox.received) {
    const [head = ''] = raw.split('\r\n\r\n');
    expect(head).not.toMatch(/^(bcc|cc):/im);
    expect(raw.split('\r\n\r\n')[1]?.trim()).toBe('Text');
  }
  expect(mailbox.received.length).toBeGreaterThan(0);
  expect(mailbox.to('other@evil.test')).toEqual([]);
});
