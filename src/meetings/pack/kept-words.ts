import type { KeptReturnRow } from './returns.queries';

const KEPT_TO: Record<KeptReturnRow['kept_to'], string> = {
  named_agencies: 'some agencies',
  police_only: 'police',
  health_only: 'health',
};

/** That an agency has answered, for those its answer is not for: nobody rings it. */
export const keptReturnWords = ({ agency, kept_to }: KeptReturnRow): string =>
  `${agency}: returned, kept to ${KEPT_TO[kept_to]}`;
