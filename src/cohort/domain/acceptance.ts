import { type Day, isBefore } from '../../shared/day';
import type { FieldProblem } from '../../shared/errors';

/** Who took somebody over who moved away. */
export interface Acceptance {
  acceptingAuthority: string;
  /** The name and post of who agreed there. */
  acceptedBy: string;
  acceptedOn: Day;
}

type Asked = { [Part in keyof Acceptance]?: Acceptance[Part] | null };

/** Nobody is moved out of sight: who leaves for another area was accepted there by somebody with a name, on a day. */
export function problemsOfAcceptance(exitReason: string, asked: Asked, today: Day): FieldProblem[] {
  const given = [asked.acceptingAuthority, asked.acceptedBy, asked.acceptedOn].some(
    (part) => (part ?? '').trim() !== '',
  );
  if (exitReason !== 'moved_area') {
    const message = 'Say who accepted them only when they moved to another area';
    return given ? [{ field: 'acceptingAuthority', message }] : [];
  }
  const problems: FieldProblem[] = [];
  if (!asked.acceptingAuthority?.trim()) {
    problems.push({ field: 'acceptingAuthority', message: 'Enter the authority that accepted them' });
  }
  if (!asked.acceptedBy?.trim()) problems.push({ field: 'acceptedBy', message: 'Enter who accepted them there' });
  if (!asked.acceptedOn) problems.push({ field: 'acceptedOn', message: 'Enter the day they were accepted' });
  else if (isBefore(today, asked.acceptedOn)) {
    problems.push({ field: 'acceptedOn', message: 'The day they were accepted must be today or in the past' });
  }
  return problems;
}

/** The three parts as they are kept: all of them or none. */
export const acceptanceKept = (asked: Asked): { [Part in keyof Acceptance]: Acceptance[Part] | null } => ({
  acceptingAuthority: asked.acceptingAuthority?.trim() || null,
  acceptedBy: asked.acceptedBy?.trim() || null,
  acceptedOn: asked.acceptedOn ?? null,
});
