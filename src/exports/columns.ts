import { AUDIT_COLUMNS } from '../platform/audit';
import type { ExportKind } from './export.entity';

/** One column of a file: its name in the query and in the file, and what it means. */
export interface ExportColumn {
  name: string;
  meaning: string;
}

const BANDS = 'band of the screening: see “How we find people”; empty where there was none';

const WITHHELD = '; withheld where too few people are alike';

/** The data dictionary, and the order of the columns: a file holds these and nothing else. */
export const EXPORT_COLUMNS: Record<ExportKind, ExportColumn[]> = {
  cases: [
    { name: 'reference', meaning: 'Reference of the record in this service' },
    { name: 'given_name', meaning: 'Given name' },
    { name: 'family_name', meaning: 'Family name' },
    { name: 'date_of_birth', meaning: 'Date of birth, year-month-day; empty where it is not known' },
    { name: 'tier', meaning: 'critical, high, medium or monitoring' },
    { name: 'in_cohort_since', meaning: 'First day of the current period in the cohort' },
    { name: 'lead_professional', meaning: 'Who leads the work with them; empty where nobody does' },
    { name: 'lead_agency', meaning: 'Agency of the lead professional' },
    { name: 'plan_owner', meaning: 'Who answers for the written plan; empty where nobody does' },
    { name: 'plan', meaning: 'live, draft, submitted; empty where there is none' },
    { name: 'review_due_on', meaning: 'Day the plan is to be reviewed; empty where none is set' },
  ],
  evaluation: [
    { name: 'pseudonym', meaning: 'Stands for one person in this file only: the key that made it was thrown away' },
    { name: 'age_band', meaning: `Age on entering the cohort: under 14, 14 to 17, 18 and over, not known${WITHHELD}` },
    { name: 'sex', meaning: `male, female, other, not_recorded${WITHHELD}` },
    {
      name: 'ethnicity_group',
      meaning: `W white, M mixed, A Asian, B Black, O other, NS not stated, not_asked${WITHHELD}`,
    },
    { name: 'area', meaning: `First half of the postcode; not known${WITHHELD}` },
    { name: 'entered_in', meaning: `When they first entered the cohort: month, three months or year${WITHHELD}` },
    { name: 'tier', meaning: 'Tier of the newest period in the cohort' },
    { name: 'is_experiencing', meaning: 'At risk of experiencing violence: true, false, empty is not known' },
    { name: 'is_perpetrating', meaning: 'At risk of perpetrating violence: true, false, empty is not known' },
    {
      name: 'left_in',
      meaning: `When they left: month, three months, year, or only “left”; empty while they are in it${WITHHELD}`,
    },
    {
      name: 'exit_reason',
      meaning: 'Why they left, as a word from the list of the service; withheld where few left for it',
    },
    {
      name: 'plan_approved_within',
      meaning: 'First plan approved within 28 days, 56 days or later; empty where none was',
    },
    { name: 'first_exploitation_band', meaning: `Exploitation, first: ${BANDS}` },
    { name: 'first_violence_band', meaning: `Violence, first: ${BANDS}` },
    { name: 'last_exploitation_band', meaning: `Exploitation, newest: ${BANDS}` },
    { name: 'last_violence_band', meaning: `Violence, newest: ${BANDS}` },
    { name: 'reviews_held', meaning: 'How many reviews were held: 0, 1, 2, 3 or more' },
  ],
  audit: AUDIT_COLUMNS,
};
