import { govDateTime } from '../../web/format-date';
import type { ChairingRow } from './chairing.queries';

/** Said wherever the meeting is: who chairs was named by a member, and why no chair did it. */
export const namedWords = ({ chair, named_by: by, named_at: at, reason }: ChairingRow): string =>
  chair === null || by === null || at === null || reason === null
    ? ''
    : `${by === chair ? `${chair} took the chair` : `${by} named ${chair} to chair`} on ${govDateTime(at)}: no chair of the panel was there. ${reason}`;
