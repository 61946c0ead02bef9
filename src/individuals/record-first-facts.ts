import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/database';
import type { Day } from '../shared/day';
import { type FieldProblem, Invalid } from '../shared/errors';
import { AddIdentifier } from './add-identifier';
import { readPostcode } from './domain/places';
import { type IdentifierKind, readIdentifier } from './domain/read-identifier';
import type { AddressKind } from './individual-address.entity';
import type { EducationStatus } from './individual-education.entity';
import { RecordAddress } from './record-address';
import { RecordEducation } from './record-education';

/** What else is known when a person is first heard of: where they live and learn, and the numbers their agencies know them by. */
export interface FirstFacts {
  addressKind?: AddressKind | null;
  addressLines?: string | null;
  postcode?: string | null;
  /** Out of area: the authority whose area it is. */
  placedIn?: string | null;
  educationStatus?: EducationStatus | null;
  educationSetting?: string | null;
  nhsNumber?: string | null;
  upn?: string | null;
  pncId?: string | null;
  /** Who said so, or where it was read; asked as soon as any of it is given. */
  factsSource?: string | null;
}

/** The numbers that health, schools and police write on a referral. Others are added on the page of the person. */
const FIRST_NUMBERS = { nhsNumber: 'nhs', upn: 'upn', pncId: 'pnc' } as const satisfies Partial<
  Record<keyof FirstFacts, IdentifierKind>
>;
type NumberField = keyof typeof FIRST_NUMBERS;
const isNumberField = (field: string): field is NumberField => field in FIRST_NUMBERS;
const NUMBER_FIELDS = Object.keys(FIRST_NUMBERS).filter(isNumberField);

/** Records what came with a new person, each fact through its own verb, in the transaction that makes the person. */
@Injectable()
export class RecordFirstFacts {
  constructor(
    private readonly addIdentifier: AddIdentifier,
    private readonly recordAddress: RecordAddress,
    private readonly recordEducation: RecordEducation,
  ) {}

  /** @throws Invalid with everything that is wrong, each beside its own box */
  async within(tx: Transaction, individualId: string, facts: FirstFacts): Promise<void> {
    const problems = problemsOfFacts(facts, tx.today);
    if (problems.length > 0) throw new Invalid(problems);
    const source = facts.factsSource ?? '';
    for (const field of NUMBER_FIELDS) {
      const value = facts[field];
      if (value) await this.addIdentifier.within(tx, { individualId, kind: FIRST_NUMBERS[field], value, source });
    }
    const { addressKind: kind, addressLines: lines, postcode = null, placedIn = null } = facts;
    if (kind && lines) await this.recordAddress.within(tx, { individualId, kind, lines, postcode, placedIn, source });
    const { educationStatus: status, educationSetting: setting = null } = facts;
    if (status) await this.recordEducation.within(tx, { individualId, status, setting, source });
  }
}

/** Everything that is wrong with them, each beside its own box. */
export function problemsOfFacts(facts: FirstFacts, today: Day): FieldProblem[] {
  const { addressKind, addressLines, postcode, placedIn, educationStatus, educationSetting, factsSource } = facts;
  const hasAddress = Boolean(addressKind ?? addressLines ?? postcode ?? placedIn);
  const { factsSource: _, ...said } = facts;
  const isAnySaid = Object.values(said).some(Boolean);
  return [
    ...problemIf(hasAddress && !addressKind, 'addressKind', 'Select what kind of address it is'),
    ...problemIf(
      hasAddress && !addressLines,
      'addressLines',
      'Enter the address. For no fixed address, where they stay',
    ),
    ...problemIf(Boolean(postcode) && !readPostcode(postcode ?? ''), 'postcode', 'Enter a postcode like SL1 1AA'),
    ...problemIf(addressKind === 'placed_out_of_area' && !placedIn, 'placedIn', 'Enter the authority whose area it is'),
    ...problemIf(Boolean(educationSetting) && !educationStatus, 'educationStatus', 'Select where they learn or work'),
    ...NUMBER_FIELDS.flatMap((field) => numberProblem(facts, field, today)),
    ...problemIf(isAnySaid && !factsSource, 'factsSource', 'Enter who told you, or where you read it'),
  ];
}

const problemIf = (isWrong: boolean, field: keyof FirstFacts, message: string): FieldProblem[] =>
  isWrong ? [{ field, message }] : [];

function numberProblem(facts: FirstFacts, field: NumberField, today: Day): FieldProblem[] {
  const written = facts[field];
  if (!written) return [];
  const reading = readIdentifier(FIRST_NUMBERS[field], written, today);
  return reading.status === 'valid' ? [] : [{ field, message: reading.message }];
}

/** What of these facts finds a record that is there already. What cannot be read yet, half typed, finds nothing. */
export function soughtFacts(facts: FirstFacts, today: Day) {
  return {
    numbers: NUMBER_FIELDS.flatMap((field) => {
      const kind = FIRST_NUMBERS[field];
      const reading = readIdentifier(kind, facts[field] ?? '', today);
      return reading.status === 'valid' ? [{ kind, value: reading.value }] : [];
    }),
    postcode: readPostcode(facts.postcode ?? '') ?? null,
    address: facts.addressLines ?? null,
  };
}
