import type { Role } from '../../src/platform/access';

interface FieldGroup {
  to: Role[];
  what: string;
  /** The fields that answers of the API carry, by the part of the answer that holds them. */
  fields: Record<string, string>;
}

/**
 * Field by field, which roles an answer of the API may carry it to (ASVS V8.1.2). Reviewed like the matrix: a field that stands here
 * for nobody reaches nobody, for the test fails until somebody has decided whom it may reach; nor does one stand here that is never answered.
 */
export const FIELDS: FieldGroup[] = [
  {
    to: ['administrator', 'analyst', 'governance', 'manager', 'panel_chair', 'panel_member', 'practitioner'],
    what: 'Agencies, tools of screening and methods of identification, as they are defined: nothing of anybody',
    fields: {
      agencies: 'id isActive kind name version',
      bands: 'band fromPoints label',
      criteria: 'id text withinDays',
      definition: 'key possibleShare purpose title version',
      domains: 'id title',
      exploitation: 'title',
      'identification-methods':
        'cycleMonths decision description id inForceFrom nextCycleDueOn number owner ownerId status validationMonths version',
      protectiveFactors: 'help id text',
      questions: 'answers axes help id isHighIndicator olderWeight recencyMonths text weight',
      scoring: 'kind',
      'screening-tools': 'id inForceOn key number status title version',
      triggers: 'ageAtMost atLeast id questions',
      violence: 'title',
    },
  },
  {
    to: ['administrator', 'governance', 'manager', 'panel_chair', 'panel_member', 'practitioner'],
    what: 'Who has an account, at which agency, and on which day of the ladder who is told',
    fields: {
      'reminder-rungs': 'audience coversActions daysAfterDue isImmediate rung version',
      users: 'agencyId agencyName displayName email id jobTitle nextCursor roles status version',
    },
  },
  {
    to: ['manager', 'panel_chair', 'panel_member', 'practitioner'],
    what: 'Everything that is written about a person, and who works with them: whoever sees the record sees all of it. What is kept to some agencies is whole entries, never fields (`test/notes/visibility.test.ts`)',
    fields: {
      actions:
        'answers closedAt createdAt description dueOn id individualId individualReference isOverdue kind knownAs madeIn madeInId mayBePassedOn outcome owner ownerAgency ownerAgencyId ownerAgencyName ownerId ownerName percentComplete standing status suppliedBy version visibility',
      addresses: 'fromOn id kind lines postcode recordedAt recordedBy version',
      assignments:
        'agency agencyId assignedBy assignedById endReason endedAt id individualId kind person startedAt userId version',
      attendees: 'agencyId attended contribution name reportReceived',
      championClaims: 'agency claimedAt id name reason status userId version',
      'cohort-memberships':
        'cameAbout decidedBy decidedById decision evidence evidenceOn id individualId individualReference isExperiencing isSetAside methodVersion panelId recordedAt startedOn strand tier validateBy version',
      content: 'submittedBy',
      contingencies: 'id ifThis kind recordedAt recordedBy thenThis visibility who',
      contributions: 'answer points questionId why',
      duplicates: 'id name otherId otherReference reference strength',
      editions: 'approvedAt approvedBy number',
      education: 'id recordedAt recordedBy setting status version',
      entries: 'askedBy askedOn author id recordedAt section text visibility voiceAnswer',
      explanation: 'at by text',
      exploitation: 'band bandLabel isDifferent judged needsSecondPerson points shareAnswered triggered',
      factors: 'actionIds id kind state words',
      family: 'id memberId name reference version',
      fields: 'field outcome',
      gap: 'at by text',
      goals:
        'id measure position practitionerWording recordedAt recordedBy status targetOn visibility wordsOfThePerson',
      identifiers: 'id kind passesItsCheck recordedAt recordedBy source value version',
      identity: 'aliases communicationNeeds dateOfBirth ethnicity familyName givenName preferredName sex version',
      individual:
        'aliases dateOfBirth id inCohortSince isExperiencing isRestricted name nextReviewDueOn planOwedFrom reference strand tier version',
      individuals:
        'aliases dateOfBirth id inCohortSince isExperiencing isRestricted leadProfessional name nextReviewDueOn planOwedFrom planOwner planStatus reference screenedOn strand tier version',
      'individuals/chronology': 'agency agencyId basis happenedOn id kind nextCursor source text title visibility what',
      'individuals/restriction': 'isRestricted version',
      'individuals/second-looks': 'agency id nextOn note outcome relationshipId reviewedAt reviewedBy wasDueOn',
      leadProfessional: 'agencyName hasGone id name',
      linkedPlans: 'contact heldBy id kind recordedAt recordedBy reference reviewOn',
      needs: 'detail domain id recordedAt recordedBy shownToFamily status',
      plan: 'approvedAt approvedBy createdAt createdBy currentEdition id individualId isReturned status submittedAt submittedBy version',
      planOwner: 'agencyName hasGone id name',
      plans:
        'approvedAt approvedBy closedAt createdAt createdBy currentEdition id individualId status submittedAt submittedBy version',
      'plans/editions': 'approvedAt approvedBy number',
      'plans/editions/comparison': 'after before change part',
      questions: 'answer evidence lastHappenedOn',
      relationships:
        'basis hasParentalResponsibility id isProtective kind livesWith name reliability reviewOn source version visibility',
      'reminder-preferences': 'alsoImmediate days version',
      'reminders/sent':
        'attempts audience daysAfterDue dueOn id individualId isStanding kind nextCursor owedAt recipientId reviewScheduleId rule rung sentAt status statusReason subjectId subjectVersion timesSaid toldAs',
      result: 'ageOnDay notKnown total unanswered',
      'review-schedules':
        'countedFrom daysOverdue dueOn explanation id individualId noLaterThan planId rule state status statusReason version windowFrom',
      'review-schedules/changes': 'act changedAt changedBy reason toDueOn toStatus version',
      'review-schedules/overdue-counts': 'overdue planOwner planOwnerId tier',
      reviews:
        'daysEarly daysLate deadlineOn decision heldById heldOn id individualId personView personViewAnswer planId rationale recordedAt recordedById rule scheduleId summary tier',
      risks: 'direction endedOn factor id level protectiveFactors recordedAt recordedBy visibility',
      sayings: 'messageId owedAt result saidAt toldAs way',
      screenings:
        'agency agencyId awaitsSecondPerson exploitationBand id individualId recordedAt screenedBy screenedById screenedOn source toolVersionId version violenceBand',
      statuses: 'fromOn id kind recordedAt recordedBy source status version',
      updates: 'at by percentComplete standing text',
      violence: 'band bandLabel isDifferent judged needsSecondPerson points shareAnswered',
    },
  },
  {
    to: ['manager', 'panel_chair'],
    what: 'Work lists of whoever answers for others’ records',
    fields: {
      'data-quality': 'cases rule words',
      'second-looks': 'id individualId kind leadProfessional name reference reviewOn',
    },
  },
  {
    to: ['manager', 'panel_chair', 'panel_member'],
    what: 'Which tier of plan waits for a panel',
    fields: {
      'plan-approval-rules': 'version',
      rules: 'needsPanel tier',
    },
  },
  {
    to: ['manager'],
    what: 'What others may pass on only if one’s agency agrees',
    fields: {
      'individuals/passing-on-agreements': 'itemId itemType text',
    },
  },
  {
    to: ['panel_chair', 'panel_member'],
    what: 'Panels, their meetings and what is before them; an item that somebody may not see has its place and no more (`test/meetings/restricted-items.test.ts`)',
    fields: {
      attendances: 'agency hasAccepted name userId',
      meetings:
        'decidedCount heldOn id individualId isRestricted itemCount name panel panelId place position reason reference restrictedCount reviewDueOn startsAt status tier version',
      'meetings/figures': 'from until',
      'meetings/minutes':
        'id individualId isQuorate isRestricted meetingId name position reason reference reviewDueOn status tier version',
      'meetings/pack': 'isRestricted itemId position reference returnsDueOn',
      'meetings/returns': 'dueOn isExpected itemId position reference',
      panels:
        'abbreviation actionsWithinHours agendaReasons decisions id level linkedPlaces meetingMinutes meetsEveryDays minutesWithinWorkingDays name oldestAge returnsDaysBefore version waiting youngestAge',
      seats: 'agency id isChair isDeputy name userId',
    },
  },
  {
    to: ['panel_chair'],
    what: 'Figures with their cases, and reminders to oneself: here the chair alone is reminded of anything',
    fields: {
      'data-quality/counts': 'cases',
      reminders:
        'attempts audience daysAfterDue dueOn id individualId isStanding kind owedAt recipientId reviewScheduleId rule rung status statusReason subjectId subjectVersion timesSaid toldAs',
    },
  },
  {
    to: ['analyst', 'governance', 'panel_chair'],
    what: 'How much is missing, by agency, in numbers',
    fields: {
      'data-quality/counts': 'agency problems rule',
    },
  },
  {
    to: ['analyst', 'governance', 'manager', 'panel_chair', 'panel_member'],
    what: 'How each figure is defined',
    fields: {
      indicators: 'code denominator direction isRounded kind method name numerator shape target',
    },
  },
  {
    to: ['governance'],
    what: 'Who read and did what, by reference and never by name',
    fields: {
      'audit-events':
        'act actWords agencyId agencyName at id nextCursor subjectId subjectType underBreakGlass userId userName',
      'break-glass-grants': 'agency expiresAt id individualReference openedAt reason userId userName version',
    },
  },
  {
    to: ['administrator', 'governance'],
    what: 'Whether reminders went out, without whom they are about',
    fields: {
      'reminder-deliveries': 'attempts dueOn id kind lastError owedAt recipientId status',
    },
  },
];
