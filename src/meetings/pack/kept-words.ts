import { type Actor, hasRole } from '../../platform/access';
import type { KeptReturnRow } from './returns.queries';

/**
 * Who has answered and who is missing is told to the chair, who rings the agencies. Told to everybody seated it would tell the school that
 * the police keep something from it: they have the returns they may read, and no word of others.
 */
export const isToldOfReturns = (actor: Actor): boolean => hasRole(actor, 'panel_chair');

/** That an agency has answered, not whom its answer is kept to: nobody rings it. */
export const keptReturnWords = ({ agency }: KeptReturnRow): string =>
  `${agency}: returned, not for your agency to read`;
