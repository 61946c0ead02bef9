import type { Finding, ImportRow, RowValues } from './import-row';
import { readCaseDay, readDateOfBirth } from './read-dates';
import { readEthnicity } from './read-ethnicity';
import { readNhsCell, readPncCell } from './read-identifiers';
import { nameOfParts, readName } from './read-name';
import { readNeed } from './read-need';
import { readOwner } from './read-owner';
import { readAddress, readEducation } from './read-place';
import { readBand, readRole } from './read-role-and-band';
import type { ImportField } from './recognise-columns';
import { sexOf, warningsOf } from './row-warnings';

export interface RowCells {
  rowNumber: number;
  line: number;
  raw: Partial<Record<ImportField, string>>;
  /** What was noticed while the row was cut and cleaned. */
  findings: Finding[];
  /** Something stands in a column without a known heading. */
  hasOtherContent: boolean;
}

/** What a careful reader makes of one row. */
export function readRow(row: RowCells, today: string): ImportRow {
  const { raw } = row;
  const cell = (field: ImportField): string => raw[field] ?? '';
  const dateOfBirth = readDateOfBirth(cell('date_of_birth'), today);
  const nhs = readNhsCell(cell('nhs_number'));
  const pnc = readPncCell(cell('pnc_id'), today);
  const screened = readCaseDay('screened_on', cell('screened_on'), today);
  const plan = readCaseDay('plan_date', cell('plan_date'), today);
  const review = readCaseDay('next_review', cell('next_review'), today);
  const values: RowValues = {
    reference: cell('reference') || null,
    name: raw.name ? readName(raw.name) : nameOfParts(cell('given_name'), cell('family_name')),
    dateOfBirth: dateOfBirth.day,
    sex: sexOf(cell('sex')),
    ethnicity: readEthnicity(cell('ethnicity')),
    nhsNumber: nhs.value,
    pncId: pnc.value,
    address: readAddress(cell('address')),
    education: readEducation(cell('education')),
    role: readRole(cell('role')) ?? { isKnown: false, isExperiencing: false, isPerpetrating: false },
    band: readBand(cell('band')),
    screenedOn: screened.day,
    planOn: plan.day,
    planOwner: readOwner(cell('plan_owner')),
    leadProfessional: readOwner(cell('lead_professional')),
    nextReviewOn: review.day,
    needs: {
      mentalHealth: readNeed(cell('mental_health')),
      speechLanguageCommunication: readNeed(cell('speech_language_communication')),
      learningDisability: readNeed(cell('learning_disability')),
      adverseChildhoodExperiences: readNeed(cell('adverse_childhood_experiences')),
    },
    notes: raw.notes ?? null,
  };
  const isBlank = Object.keys(raw).length === 0 && !row.hasOtherContent;
  const read = [dateOfBirth, nhs, pnc, screened, plan, review].flatMap((reading) => reading.findings);
  return {
    rowNumber: row.rowNumber,
    line: row.line,
    isBlank,
    raw,
    values,
    isOverdue: values.nextReviewOn !== null && values.nextReviewOn < today,
    hasNoPlan: !isBlank && values.planOn === null,
    hasNoOwner: values.planOn !== null && values.planOwner === null,
    findings: isBlank ? row.findings : [...row.findings, ...read, ...warningsOf(raw, values)],
  };
}
