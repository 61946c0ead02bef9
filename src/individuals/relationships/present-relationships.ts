import { dayInWords, type Day } from '../../shared/day';
import type { Actor } from '../../platform/access';
import type { DayBoxes, TypedFields } from '../../web/page-model';
import { caseLayoutModel } from '../case-page';
import type { CaseHeader } from '../case-headers';
import { type ShownFact, shownFact } from '../identity/present-facts';
import { casePaths, factPaths } from '../paths';
import type { CaseAgency } from '../visibility/case-agencies';
import { keptToWords } from '../visibility/visibility';
import { visibilityChoices } from '../visibility/visibility-choices';
import type { RelationshipForm } from './relationship.form';
import {
  BASIS_WORDS,
  GROUP_WORDS,
  RELATIONSHIP_BASES,
  RELATIONSHIP_KINDS,
  relationshipGroup,
  relationshipWords,
  RELIABILITIES,
  RELIABILITY_WORDS,
} from './relationship-words';
import type { RelationshipRow } from './relationships.queries';

export type TypedRelationship = TypedFields<keyof RelationshipForm | DayBoxes<'fromOn'> | DayBoxes<'reviewOn'>>;

/** One relationship in words. A related record stands in it only where the reader sees that record. */
export function shownRelationship(
  individualId: string,
  row: RelationshipRow,
  mayChange: boolean,
): ShownFact & { whyHref: string | null; relatedHref: string | null; relatedReference: string | null } {
  const keptTo = keptToWords(row.visibility, row.kept_to);
  const shown = shownFact(
    individualId,
    'relationship',
    row,
    {
      title: `${relationshipWords(row.kind)}: ${row.name}`,
      lines: [
        [row.organisation, row.contact].filter((part) => part !== null).join(', '),
        row.detail ?? '',
        row.has_parental_responsibility === true ? 'Has parental responsibility' : '',
        row.has_parental_responsibility === false ? 'Has no parental responsibility' : '',
        row.lives_with === true ? 'They live together' : '',
        row.is_protective ? 'Keeps them safer' : '',
        row.review_on === null ? '' : `To be looked at again by ${dayInWords(row.review_on)}`,
      ],
      tags: [
        { text: BASIS_WORDS[row.basis], classes: 'govuk-tag--grey' },
        { text: RELIABILITY_WORDS[row.reliability], classes: 'govuk-tag--grey' },
        ...(keptTo === null ? [] : [{ text: keptTo, classes: 'govuk-tag--purple' }]),
      ],
    },
    mayChange,
  );
  return {
    ...shown,
    /** Why it is to be looked at again then. */
    whyHref: row.review_on === null ? null : casePaths.dueDate(individualId, 'relationship_review', row.id),
    relatedHref: row.related_id === null ? null : casePaths.overview(row.related_id),
    relatedReference: row.related_reference,
  };
}

/** True where nobody has asked again by the day they should have. */
export const isReviewOverdue = (row: Pick<RelationshipRow, 'review_on' | 'until_on' | 'withdrawn_at'>, today: Day) =>
  row.review_on !== null && row.review_on < today && row.until_on === null && row.withdrawn_at === null;

const NOT_KNOWN = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
  { value: 'not_known', text: 'Not known' },
];

/** The form of a new relationship, with what was typed. */
export const presentRelationshipForm = (
  header: CaseHeader,
  actor: Actor,
  agencies: CaseAgency[],
  typed: TypedRelationship,
) => ({
  ...caseLayoutModel(header, 'situation'),
  backHref: casePaths.situation(header.id),
  formAction: factPaths.relationships(header.id),
  kinds: [
    { value: '', text: 'Select', selected: !typed.kind },
    ...RELATIONSHIP_KINDS.map((value) => ({
      value,
      text: `${GROUP_WORDS[relationshipGroup(value)]}: ${relationshipWords(value)}`,
      selected: typed.kind === value,
    })),
  ],
  yesNoNotKnown: NOT_KNOWN,
  bases: RELATIONSHIP_BASES.map((value) => ({ value, text: BASIS_WORDS[value] })),
  reliabilities: RELIABILITIES.map((value) => ({ value, text: RELIABILITY_WORDS[value] })),
  isProtective: typed.isProtective === 'yes',
  who: visibilityChoices(actor, agencies, typed, 'no'),
  typed,
});

export type RelationshipFormModel = ReturnType<typeof presentRelationshipForm>;
