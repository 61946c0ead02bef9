import type { CustodyPlace } from './custody-places';
import type { IdentifierKind } from './domain/read-identifier';
import type { IdentityField } from './identity/identity-change.entity';
import type { AddressKind } from './individual-address.entity';
import type { EducationStatus } from './individual-education.entity';
import type { StatusKind, STATUSES } from './individual-status.entity';
import type { Ethnicity, ObservedEthnicity, Sex } from './individual.entity';

export const SEX_WORDS: Record<Sex, string> = {
  male: 'Male',
  female: 'Female',
  other: 'Another way',
  not_recorded: 'Not recorded',
};

/** Self-defined, 18+1. The last is no answer. */
export const ETHNICITY_WORDS: Record<Ethnicity, string> = {
  W1: 'White: English, Welsh, Scottish, Northern Irish or British',
  W2: 'White: Irish',
  W3: 'White: Gypsy or Irish Traveller',
  W9: 'White: any other background',
  M1: 'Mixed: White and Black Caribbean',
  M2: 'Mixed: White and Black African',
  M3: 'Mixed: White and Asian',
  M9: 'Mixed: any other background',
  A1: 'Asian: Indian',
  A2: 'Asian: Pakistani',
  A3: 'Asian: Bangladeshi',
  A4: 'Asian: Chinese',
  A9: 'Asian: any other background',
  B1: 'Black: Caribbean',
  B2: 'Black: African',
  B9: 'Black: any other background',
  O2: 'Other: Arab',
  O9: 'Other: any other background',
  NS: 'Asked, and did not say',
  not_asked: 'Not asked yet',
};

export const OBSERVED_ETHNICITY_WORDS: Record<ObservedEthnicity, string> = {
  IC1: 'IC1: White, North European',
  IC2: 'IC2: White, South European',
  IC3: 'IC3: Black',
  IC4: 'IC4: Asian',
  IC5: 'IC5: Chinese, Japanese or South East Asian',
  IC6: 'IC6: Middle Eastern',
  IC9: 'IC9: Not known',
  W1: '16+1 W1: White British',
  W2: '16+1 W2: White Irish',
  W9: '16+1 W9: any other White background',
  M1: '16+1 M1: White and Black Caribbean',
  M2: '16+1 M2: White and Black African',
  M3: '16+1 M3: White and Asian',
  M9: '16+1 M9: any other mixed background',
  A1: '16+1 A1: Indian',
  A2: '16+1 A2: Pakistani',
  A3: '16+1 A3: Bangladeshi',
  A9: '16+1 A9: any other Asian background',
  B1: '16+1 B1: Black Caribbean',
  B2: '16+1 B2: Black African',
  B9: '16+1 B9: any other Black background',
  O1: '16+1 O1: Chinese',
  O9: '16+1 O9: any other background',
  NS: '16+1 NS: not stated',
};

export const IDENTIFIER_WORDS: Record<IdentifierKind, string> = {
  nhs: 'NHS number',
  upn: 'Unique pupil number (UPN)',
  uln: 'Unique learner number (ULN)',
  pnc: 'PNC number',
  cro: 'CRO number',
  custody_reference: 'Custody reference',
  local_reference: 'Another agency’s reference',
};

export const ADDRESS_WORDS: Record<AddressKind, string> = {
  home: 'Home',
  placed_in_area: 'Placed in this area',
  placed_out_of_area: 'Placed out of area',
  temporary: 'Temporary',
  no_fixed_address: 'No fixed address',
};

export const EDUCATION_WORDS: Record<EducationStatus, string> = {
  on_roll: 'On roll at a school',
  dual_registered: 'Registered at two schools',
  alternative_provision: 'Alternative provision or pupil referral unit',
  home_educated: 'Educated at home by choice',
  missing_education: 'Missing education',
  excluded: 'Permanently excluded',
  further_education: 'College or sixth form',
  training: 'In training',
  apprenticeship: 'In an apprenticeship',
  employed: 'In work',
  neet: 'Not in education, employment or training',
  not_known: 'Not known',
};

export const CUSTODY_PLACE_WORDS: Record<CustodyPlace, string> = {
  police_suite: 'A police custody suite',
  secure_home: 'A secure children’s home',
  oakhill: 'Oakhill Secure Training Centre',
  oasis_restore: 'Oasis Restore Secure School',
  feltham: 'HM Young Offender Institution Feltham',
  parc: 'HM Young Offender Institution Parc',
  werrington: 'HM Young Offender Institution Werrington',
  wetherby: 'HM Young Offender Institution Wetherby',
  bullingdon: 'HM Prison Bullingdon',
  isis: 'HM Prison and Young Offender Institution Isis',
  other: 'Another place',
};

/** A place that has a name of its own is called by it. */
export const custodyPlaceWords = (place: CustodyPlace, name: string | null): string =>
  name ?? CUSTODY_PLACE_WORDS[place];

export const STATUS_KIND_WORDS: Record<StatusKind, string> = {
  custody: 'Custody',
  legal: 'Legal status',
  corporate_parenting: 'Corporate parenting',
};

type Words<Kind extends StatusKind> = Record<(typeof STATUSES)[Kind][number], string>;

export const STATUS_WORDS: { [Kind in StatusKind]: Words<Kind> } = {
  custody: {
    community: 'In the community',
    on_bail: 'On bail',
    police_custody: 'In police custody',
    remand: 'On remand in custody',
    sentenced: 'Serving a sentence in custody',
    licence: 'On licence or supervised after release',
  },
  legal: {
    early_help: 'Early Help',
    child_in_need: 'Child in need (section 17)',
    child_protection_plan: 'Child protection plan',
    voluntary_accommodation: 'Accommodated by agreement (section 20)',
    interim_care_order: 'Interim care order',
    care_order: 'Care order',
    supervision_order: 'Supervision order',
    remand_to_local_authority: 'Remand to local authority accommodation',
    out_of_court_disposal: 'Out-of-court disposal',
    referral_order: 'Referral order',
    youth_rehabilitation_order: 'Youth rehabilitation order',
    community_order: 'Community order',
    injunction: 'Injunction or civil order',
    other: 'Another legal status',
  },
  corporate_parenting: {
    looked_after: 'Looked after',
    eligible: 'Care leaver: eligible child',
    relevant: 'Care leaver: relevant child',
    former_relevant: 'Care leaver: former relevant child',
    qualifying: 'Care leaver: qualifying',
    not_applicable: 'Not a looked after child or care leaver',
  },
};

/** The words of a status; its own text where no words are known. */
export function statusWords(kind: StatusKind, status: string): string {
  const words: Record<string, string> = STATUS_WORDS[kind];
  return words[status] ?? status;
}

export const IDENTITY_FIELD_WORDS: Record<IdentityField, string> = {
  given_name: 'Given name',
  family_name: 'Family name',
  preferred_name: 'Preferred name',
  aliases: 'Other names',
  date_of_birth: 'Date of birth',
  sex: 'Sex',
  gender: 'Gender',
  ethnicity: 'Ethnicity (self-defined)',
  observed_ethnicity: 'Ethnicity an officer recorded',
  communication_needs: 'Communication needs',
};
