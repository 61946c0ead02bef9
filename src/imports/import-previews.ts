import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access';
import { AccessRules } from '../platform/access';
import { Reader } from '../platform/database';
import { Clock } from '../shared/clock';
import type { Day } from '../shared/day';
import { NotFound } from '../shared/errors';
import { isId } from '../shared/ids';
import { sha256 } from '../shared/sha256';
import { ageProblemFor } from './age-problem';
import { noChoices, withAnswers } from './domain/choices';
import { fingerprint } from './domain/fingerprint';
import type { ImportFacts, ImportPlan } from './domain/import-plan';
import { planImport } from './domain/plan-import';
import { readSpreadsheet, type Spreadsheet } from './domain/read-spreadsheet';
import { ImportIsOver } from './import.errors';
import {
  type AccountRow,
  accounts,
  type Ask,
  importById,
  type ImportRecordRow,
  type KnownRow,
  panelOfCoordinator,
  type PanelRow,
  type RecordedPersonRow,
  recordedPeople,
  rowsImportedBefore,
} from './imports.queries';

/** What confirming an import would do now. */
export interface ImportPreview {
  record: ImportRecordRow;
  sheet: Extract<Spreadsheet, { status: 'read' }>;
  plan: ImportPlan;
  facts: ImportFacts;
  /** The panel whose cohort the people join; null when the coordinator sits on none. */
  panel: PanelRow | null;
  /** Stands for everything confirming would do: another state of the records gives another key. */
  key: string;
}

@Injectable()
export class ImportPreviews {
  constructor(
    private readonly reader: Reader,
    private readonly rules: AccessRules,
    private readonly clock: Clock,
  ) {}

  /**
   * An upload of the actor's own.
   * @throws NotFound when it is not there or another's
   */
  async record(actor: Actor, id: string): Promise<ImportRecordRow> {
    const ask: Ask = (statement) =>
      this.reader.many(
        actor,
        { act: 'import.read', subjectType: 'import', subjectId: isId(id) ? id : undefined },
        statement,
      );
    return this.recordBy(ask, actor, id);
  }

  async load(actor: Actor, record: ImportRecordRow): Promise<ImportPreview> {
    return this.previewBy(
      (statement) => this.reader.many(actor, undefined, statement),
      actor,
      record,
      this.clock.today(),
    );
  }

  async recordBy(ask: Ask, actor: Actor, id: string): Promise<ImportRecordRow> {
    if (!isId(id)) throw new NotFound();
    const [record] = await ask<ImportRecordRow>(importById(actor, id));
    if (!record) throw new NotFound();
    this.rules.ensureMay(actor, 'read', 'Import', { uploadedBy: record.uploaded_by });
    return record;
  }

  /**
   * The same answer inside a transaction as outside it: confirming does what the page showed.
   * @throws ImportIsOver when the content is gone
   */
  async previewBy(ask: Ask, actor: Actor, record: ImportRecordRow, today: Day): Promise<ImportPreview> {
    if (record.content === null) throw new ImportIsOver(record.status);
    const sheet = readSpreadsheet(record.content, { today });
    if (sheet.status === 'refused') throw new Error('a stored spreadsheet is not readable any more');
    const [panel] = await ask<PanelRow>(panelOfCoordinator(actor));
    // Without a panel nothing is made, of whatever age.
    const ageProblemOf = panel ? ageProblemFor({ ...panel, panel: panel.name }, today) : () => null;
    const facts = { ...(await factsBy(ask, actor, sheet, today)), ageProblemOf };
    const plan = planImport(sheet.rows, facts, withAnswers(noChoices, record.choices));
    return { record, sheet, plan, facts, panel: panel ?? null, key: keyOf(plan) };
  }
}

async function factsBy(
  ask: Ask,
  actor: Actor,
  sheet: ImportPreview['sheet'],
  today: Day,
): Promise<Omit<ImportFacts, 'ageProblemOf'>> {
  const prints = sheet.rows.filter((row) => !row.isBlank).map((row) => fingerprint(row));
  const known = await ask<KnownRow>(rowsImportedBefore(actor, prints));
  const people = await ask<RecordedPersonRow>(recordedPeople(actor));
  const users = await ask<AccountRow>(accounts());
  return {
    today,
    importedBefore: new Map(known.map((row) => [row.fingerprint, row.individual_id])),
    accounts: new Map(users.map(({ id, email, name }) => [email, { id, name }])),
    people: people.map((row) => ({
      id: row.id,
      reference: row.reference,
      givenName: row.given_name,
      familyName: row.family_name,
      aliases: row.aliases,
      dateOfBirth: row.date_of_birth,
      nhsNumbers: row.nhs ?? [],
      pncIds: row.pnc ?? [],
      localReferences: row.local_reference ?? [],
      importedCells: row.cells ?? [],
    })),
  };
}

function keyOf(plan: ImportPlan): string {
  const made = plan.made.map((person) => [
    person.rows.map((row) => row.rowNumber),
    plan.planOwnerOf(person),
    plan.leadProfessionalOf(person),
    person.nextReview?.on ?? null,
  ]);
  const added = plan.added.map(({ rows, individualId }) => [rows.map((row) => row.rowNumber), individualId]);
  return sha256(JSON.stringify([made, added])).slice(0, 32);
}
