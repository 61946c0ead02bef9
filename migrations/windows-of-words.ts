/**
 * What the words say, as they were read until now; a month and a year as the longest there is, so that nothing that was enough is not
 * any more.
 */
export const WINDOWS_OF_WORDS = `
  UPDATE identification_criteria c
     SET within_days = least(3660, CASE lower(said.of[2])
           WHEN 'day' THEN said.n WHEN 'week' THEN said.n * 7 WHEN 'year' THEN said.n * 366
           ELSE CASE WHEN said.n % 12 = 0 THEN said.n / 12 * 366 ELSE ceil(said.n * 30.6) END END)::integer
    FROM (SELECT f.id, f.found AS of, greatest(coalesce(f.found[1], '1')::integer, 1) AS n
            FROM (SELECT x.id, regexp_match(x.text, '\\yin the (?:last|past) (?:(\\d{1,3}) )?(day|week|month|year)s?\\y', 'i') AS found
                    FROM identification_criteria x) f
           WHERE f.found IS NOT NULL) said
   WHERE said.id = c.id;`;
