import { EXEMPTION_WORDS as WORDS } from '../individuals';
import type { ExemptionKind } from './domain/exemption';

/** The words of the head of a case: every kind has some. */
export const EXEMPTION_WORDS: Record<ExemptionKind, string> = WORDS;
