/** What an extract would hold at one step of detail: the higher, the coarser. */
export interface ExtractDetail {
  detail: number;
  /** No combination may stand for fewer people. */
  leastGroup: number;
  people: number;
  /** Who would stand alone. */
  alone: number;
  /** Of whom the combination is withheld, because their group is too small. */
  withheld: number;
}

export interface ChosenDetail {
  detail: number;
  leastGroup: number;
  /** Of a hundred people, to ten: the exact count would be a small number itself. */
  aloneShare: number;
  /** Of a hundred people, to five upwards. */
  withheldShare: number;
}

/** Withholding more would leave an extract of which nothing can be said. */
const MOST_WITHHELD = 0.2;

/** The finest step at which at most one in five is withheld; undefined when no step keeps the groups. */
export function chooseDetail(details: readonly ExtractDetail[]): ChosenDetail | undefined {
  const finest = details.find(({ detail }) => detail === 0);
  const chosen = [...details].sort((a, b) => a.detail - b.detail).find(keepsGroups);
  if (!chosen || !finest) return undefined;
  return {
    detail: chosen.detail,
    leastGroup: chosen.leastGroup,
    aloneShare: Math.round((finest.alone / finest.people) * 10) * 10,
    withheldShare: Math.ceil((chosen.withheld / chosen.people) * 20) * 5,
  };
}

/** Whether an extract at this step still tells of nobody, with at most one in five withheld. */
export const keepsGroups = ({ people, withheld, leastGroup }: ExtractDetail): boolean =>
  people >= leastGroup && withheld <= people * MOST_WITHHELD;

/** What the steps leave, in words; see extract_people() in the migration extract-in-groups. */
export const DETAIL_WORDS: readonly string[] = [
  'months, and the first half of the postcode',
  'three months at a time, and the first half of the postcode',
  'three months at a time; the postcode is left out',
  'years; the postcode is left out',
  'the year of entering, and whether they left; the postcode is left out',
  'the year of entering, and whether they left; postcode and ethnicity are left out',
  'the year of entering, and whether they left; postcode, ethnicity and sex are left out',
];
