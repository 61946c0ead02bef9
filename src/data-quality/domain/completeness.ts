/** Of so many people so many have an answer: "not stated" is one, "not asked" is none. */
export interface Completeness {
  people: number;
  answered: number;
}

/** Under this many people a share would point at somebody (domain/6-outcomes, 6.4). */
export const SMALLEST_GROUP = 5;

/** Whole per cent, rounded down, so that 100 means everybody; null where there are too few to say. */
export function shareAnswered({ people, answered }: Completeness): number | null {
  if (people < SMALLEST_GROUP) return null;
  return Math.floor((answered / people) * 100);
}
