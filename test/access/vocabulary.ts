/** How a person stands to a record. One person of every role stands in each of them to every record of the world. */
export const RELATIONS = [
  'works',
  'agency',
  'panel',
  'made it',
  'other agency',
  'ended',
  'none',
  'grant',
  'named',
] as const;
export type Relation = (typeof RELATIONS)[number];

export const STATES = ['normal', 'restricted', 'closed'] as const;
export type State = (typeof STATES)[number];

/** What a request is answered with. */
export type Outcome = 'allowed' | 'not found' | 'forbidden';

/** Routes without a record of a young person in them, and where their rights are asserted. */
export interface Elsewhere {
  what: string;
  test: string;
  routes: string[];
}
