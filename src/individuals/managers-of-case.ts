/** Whether a user `u` is a manager who decides about the case of a record `i`: of an involved agency, or named on a restricted record. */
export const managesCaseSql = (u: string, i: string): string =>
  `${u}.status = 'active' AND ${u}.roles && ARRAY['manager'] AND (${u}.agency_id = ANY (${i}.access_keys) OR ${u}.id = ANY (${i}.access_keys))`;
