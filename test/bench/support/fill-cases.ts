/** Nobody reads it: as long as such texts are. */
const WORDS = 'Spoke with the family and the school about what has changed since the last time we met. '.repeat(3);

/**
 * Each table with the statement that fills it, in the order in which they rest on one another. Of every hundred people 92
 * have a live plan, five an earlier one; one in twenty left the cohort; one in two hundred is restricted to two people.
 */
export function caseStatements(today: string): [table: string, statement: string][] {
  const day = `'${today}'::date`;
  const people = 'FROM bench_people p';
  const planned = `${people} WHERE p.plan_status IS NOT NULL`;
  const live = `${people} CROSS JOIN LATERAL (SELECT ${dueSql(day)} AS due_on) d WHERE p.plan_status = 'live'`;
  const each = (count: number): string => `CROSS JOIN generate_series(1, ${count}) k`;
  return [
    ['bench_people', keysSql],
    [
      'individuals',
      `INSERT INTO individuals (id, reference, given_name, family_name, search_name, date_of_birth, is_restricted, restricted_to, access_keys, created_by, created_at, added_in_agency_id)
       SELECT p.id, 'TC-2026-' || lpad(n::text, 7, '0'), given_name, family_name, lower(given_name || ' ' || family_name), ${day} - (12 * 365 + n % 4000), is_restricted,
              CASE WHEN is_restricted THEN p.keys ELSE '{}' END, p.keys, lead_id, ${day} - 300, bench_id(1, a) ${people}`,
    ],
    [
      'screenings',
      `INSERT INTO screenings (id, individual_id, screened_on, exploitation_band, violence_band, source, screened_by, agency_id, recorded_at)
       SELECT bench_id(20, n), p.id, ${day} - 200 - n % 50, 'emerging', 'medium', 'imported', lead_id, bench_id(1, a), ${day} - 200 ${people}`,
    ],
    [
      'cohort_memberships',
      `INSERT INTO cohort_memberships (id, individual_id, panel_id, started_on, ended_on, exit_reason, tier, strand, is_experiencing, is_perpetrating, decision, evidence, evidence_on, decided_by, recorded_at)
       SELECT bench_id(21, n), p.id, bench_id(6, panel), ${day} - 200, CASE WHEN is_in_cohort THEN NULL ELSE ${day} - 30 END,
              CASE WHEN is_in_cohort THEN NULL ELSE 'stepped_down' END, tier, 'at_risk', true, n % 3 = 0, 'Accepted', 'Seen', ${day} - 201, bench_id(4, panel), ${day} - 200 ${people}`,
    ],
    [
      'assignments',
      `INSERT INTO assignments (id, individual_id, kind, user_id, agency_id, started_at, assigned_by)
       SELECT bench_id(22, n), p.id, 'lead_professional', lead_id, bench_id(1, a), ${day} - 200, bench_id(4, panel) ${people}
       UNION ALL SELECT bench_id(23, n), p.id, 'plan_owner', owner_id, bench_id(1, owner_agency), ${day} - 200, bench_id(4, panel) ${people}
       UNION ALL SELECT bench_id(24, n), p.id, 'practitioner', third_id, bench_id(1, second), ${day} - 200, bench_id(4, panel) ${people} WHERE third_id IS NOT NULL`,
    ],
    [
      'plans',
      `INSERT INTO plans (id, individual_id, status, current_edition, submitted_by, submitted_at, approved_by, approved_at, created_by, created_at, access_keys)
       SELECT bench_id(25, n), p.id, plan_status, CASE plan_status WHEN 'live' THEN 1 END, CASE plan_status WHEN 'draft' THEN NULL ELSE owner_id END,
              CASE plan_status WHEN 'draft' THEN NULL ELSE ${day} - 180 END, CASE plan_status WHEN 'live' THEN bench_id(3, a) END,
              CASE plan_status WHEN 'live' THEN ${day} - 175 END, lead_id, ${day} - 190, p.keys ${planned}`,
    ],
    [
      'plan_needs',
      `INSERT INTO plan_needs (id, plan_id, individual_id, domain, status, detail, recorded_by, recorded_at)
       SELECT bench_id(26, n * 4 + k), bench_id(25, n), p.id, (ARRAY['mental_health','education_employment','family','peers'])[k],
              (ARRAY['unmet','met','not_yet_known'])[1 + (n + k) % 3], '${WORDS}', lead_id, ${day} - 185 ${people} ${each(4)} WHERE p.plan_status IS NOT NULL`,
    ],
    [
      'plan_entries',
      `INSERT INTO plan_entries (id, plan_id, individual_id, section, text, author_id, recorded_at, supplied_by)
       SELECT bench_id(27, n * 2 + k), bench_id(25, n), p.id, (ARRAY['why_in_cohort','worries'])[k], '${WORDS}', lead_id, ${day} - 185, bench_id(1, a)
         ${people} ${each(2)} WHERE p.plan_status IS NOT NULL`,
    ],
    [
      'plan_goals',
      `INSERT INTO plan_goals (id, plan_id, individual_id, position, words_of_the_person, practitioner_wording, recorded_by, recorded_at, supplied_by)
       SELECT bench_id(28, n), bench_id(25, n), p.id, 1, 'I want to go back to college', 'In education by spring', lead_id, ${day} - 185, bench_id(1, a) ${planned}`,
    ],
    [
      'actions',
      `INSERT INTO actions (id, individual_id, made_in, made_in_id, description, kind, owner_id, owner_agency_id, due_on, status, outcome, closed_at, created_by, created_at, access_keys, supplied_by)
       SELECT bench_id(29, n * 3 + k), p.id, 'plan', bench_id(25, n), 'Arrange a visit to the college', 'support', CASE k WHEN 3 THEN owner_id ELSE lead_id END,
              bench_id(1, CASE k WHEN 3 THEN owner_agency ELSE a END), ${day} - 100 + (n * 3 + k) % 160 + CASE WHEN k < 3 THEN 0 ELSE 90 END,
              CASE WHEN k < 3 THEN 'done' ELSE 'open' END, CASE WHEN k < 3 THEN 'It was done' END, CASE WHEN k < 3 THEN ${day} - 20 END, lead_id, ${day} - 180,
              CASE WHEN is_restricted THEN p.keys ELSE p.keys || CASE k WHEN 3 THEN owner_id ELSE lead_id END END, bench_id(1, a)
         ${people} ${each(3)} WHERE p.plan_status IS NOT NULL`,
    ],
    [
      'review_schedules',
      `INSERT INTO review_schedules (id, plan_id, individual_id, rule, explanation, window_from, due_on, status, made_by, made_at, access_keys, tier)
       SELECT bench_id(30, n), bench_id(25, n), p.id, 'By tier', 'Counted from the review before.', due_on - 14, due_on, 'active', owner_id, ${day} - 60, p.keys, tier ${live}
       UNION ALL SELECT bench_id(31, n * 2 + k), bench_id(25, n), p.id, 'By tier', 'Counted from the review before.', ${day} - 80 - k * 40, ${day} - 66 - k * 40, 'completed', owner_id, ${day} - 170, p.keys, tier
         ${people} ${each(2)} WHERE p.plan_status = 'live'`,
    ],
    [
      'review_schedule_changes',
      `INSERT INTO review_schedule_changes (id, schedule_id, individual_id, version, act, to_status, to_due_on, reason, changed_by, changed_at)
       SELECT bench_id(32, n), bench_id(30, n), p.id, 1, 'started', 'active', due_on, 'By tier', owner_id, ${day} - 60 ${live}`,
    ],
    [
      'reviews',
      `INSERT INTO reviews (id, schedule_id, plan_id, individual_id, held_on, deadline_on, person_view_answer, person_view, summary, decision, rationale, held_by, recorded_by, recorded_at)
       SELECT bench_id(33, n * 2 + k), bench_id(31, n * 2 + k), bench_id(25, n), p.id, ${day} - 68 - k * 40, ${day} - 66 - k * 40, 'agrees', 'It helps', '${WORDS}', 'continue',
              'Things go on as planned', owner_id, owner_id, ${day} - 68 - k * 40 ${people} ${each(2)} WHERE p.plan_status = 'live'`,
    ],
    [
      'audit_events',
      `INSERT INTO audit_events (id, at, actor_id, agency_id, roles, act, subject_type, subject_id, individual_id, request_id, address)
       SELECT bench_id(34, n * 2 + k), ${day} - (n % 180) * interval '1 day', lead_id, bench_id(1, a), '{practitioner}', 'individual.read', 'individual', p.id, p.id, 'bench', '192.0.2.1'
         ${people} ${each(2)}`,
    ],
    ...meetingStatements(day),
    ['cases_by_key', 'INSERT INTO cases_by_key SELECT * FROM cases_by_key_of(ARRAY(SELECT id FROM individuals))'],
  ];
}

const dueSql = (day: string): string =>
  `CASE WHEN p.n % 20 = 3 THEN ${day} - 1 - (p.n / 20) % 60 ELSE ${day} + (p.n * 7) % 180 END`;

/** As access_keys_of() would: who works the case, their agencies, and the panel while in the cohort; or the named people. */
const keysSql = `UPDATE bench_people p SET keys = ARRAY(
    SELECT DISTINCT k FROM unnest(CASE WHEN is_restricted THEN ARRAY[lead_id, bench_id(3, a)]
      ELSE ARRAY[lead_id, bench_id(1, a), owner_id, bench_id(1, owner_agency), third_id, CASE WHEN third_id IS NULL THEN NULL ELSE bench_id(1, second) END,
                 CASE WHEN is_in_cohort THEN bench_id(6, panel) END] END) k WHERE k IS NOT NULL ORDER BY k)`;

/** Of each panel one meeting next week with twenty cases, and six that were held. */
const meetingStatements = (day: string): [string, string][] => [
  [
    'meetings',
    `INSERT INTO meetings (id, panel_id, held_on, starts_at, place, status, created_by, created_at, closed_at, actions_issued_at, minutes_issued_at)
     SELECT bench_id(40, a * 10 + k), bench_id(6, a), ${day} + 7 - k * 28, '10:00', 'Online', CASE k WHEN 0 THEN 'planned' ELSE 'held' END, bench_id(4, a), ${day} - 200,
            CASE WHEN k > 0 THEN ${day} - 20 END, CASE WHEN k > 0 THEN ${day} - 20 END, CASE WHEN k > 0 THEN ${day} - 20 END
       FROM generate_series(0, 11) a, generate_series(0, 6) k`,
  ],
  [
    'meeting_items',
    `INSERT INTO meeting_items (id, meeting_id, panel_id, individual_id, reason, position, created_at)
     SELECT bench_id(41, n), bench_id(40, a * 10), bench_id(6, panel), id, 'review_due', place, ${day} - 5
       FROM (SELECT p.*, row_number() OVER (PARTITION BY panel ORDER BY n) AS place FROM bench_people p
              WHERE plan_status = 'live' AND is_in_cohort AND NOT is_restricted AND n <= 1000) p WHERE place <= 20`,
  ],
];
