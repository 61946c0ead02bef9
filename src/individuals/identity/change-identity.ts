import { Injectable } from '@nestjs/common';
import { AccessRules, type Actor } from '../../platform/access';
import { type Submission, type Transaction, Transactions } from '../../platform/database';
import type { Day } from '../../shared/day';
import { Invalid } from '../../shared/errors';
import { newId } from '../../shared/ids';
import { BornInTheFuture } from '../add-individual';
import { searchName } from '../domain/search-name';
import { type Ethnicity, Individual, type ObservedEthnicity, type Sex } from '../individual.entity';
import { BirthCorrected } from '../individual.events';
import { visibleIndividual } from '../visible-individual';
import { IdentityChange, type IdentityField } from './identity-change.entity';

/** The whole of an identity as it shall stand. */
export interface Identity {
  givenName: string;
  familyName: string;
  preferredName: string | null;
  aliases: string[];
  dateOfBirth: Day | null;
  sex: Sex;
  gender: string | null;
  /** What the person says. */
  ethnicity: Ethnicity;
  /** What an officer saw. */
  observedEthnicity: ObservedEthnicity | null;
  communicationNeeds: string | null;
}

export interface ChangedIdentity extends Identity {
  individualId: string;
  version: number;
  /** Who told you, or where you read it. */
  source: string;
  /** What becomes of the name before, where it is another. Left out: it is kept among the other names. */
  formerName?: 'kept' | 'left_out';
}

/** Changes who a person is recorded to be; what it said before stays, with who changed it and their source. */
@Injectable()
export class ChangeIdentity {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: AccessRules,
  ) {}

  run(actor: Actor, input: ChangedIdentity, submission?: Submission): Promise<{ id: string; version: number }> {
    return this.transactions.act(actor, (tx) => this.within(tx, input), submission);
  }

  /** @throws Stale when somebody changed the record after it was read, Invalid when nothing differs */
  async within(tx: Transaction, input: ChangedIdentity): Promise<{ id: string; version: number }> {
    const { individualId, version, source, formerName = 'kept', ...asked } = input;
    this.rules.ensureMay(tx.actor, 'change', 'Individual', await visibleIndividual(tx, individualId, true));
    if (asked.dateOfBirth !== null && asked.dateOfBirth > tx.today) throw new BornInTheFuture();
    if (source.trim() === '')
      throw new Invalid([{ field: 'source', message: 'Enter who told you, or where you read it' }]);
    const before = await identityNow(tx, individualId);
    const identity = formerName === 'kept' ? withFormerName(asked, before) : asked;
    const changes = changesOf(before, identity);
    // First the version: a stale form must hear that it is stale, not that nothing differs.
    await tx.change(
      Individual,
      { id: individualId, version },
      {
        ...identity,
        searchName: searchName(identity.givenName, identity.familyName, identity.preferredName, ...identity.aliases),
      },
    );
    if (changes.length === 0) {
      throw new Invalid([{ field: 'main-content', message: 'Nothing is different from what is recorded' }]);
    }
    await tx.insert(
      IdentityChange,
      changes.map((change) => ({
        ...change,
        id: newId(),
        individualId,
        source,
        recordedBy: tx.actor.userId,
        agencyId: tx.actor.agencyId,
        recordedAt: tx.now,
      })),
    );
    if (changes.some(({ field }) => field === 'date_of_birth'))
      await tx.publish(new BirthCorrected(individualId, 'correction'));
    await tx.audit({
      act: 'individual.identity_changed',
      subjectType: 'individual',
      subjectId: individualId,
      individualId,
      fields: changes.map(({ field }) => field),
    });
    return { id: individualId, version: version + 1 };
  }
}

const IDENTITY_NOW = `
  SELECT given_name AS "givenName", family_name AS "familyName", preferred_name AS "preferredName", aliases,
         date_of_birth AS "dateOfBirth", sex, gender, ethnicity, observed_ethnicity AS "observedEthnicity",
         communication_needs AS "communicationNeeds"
    FROM individuals WHERE id = $1 AND access_keys && $2::uuid[]`;

async function identityNow(tx: Transaction, id: string): Promise<Identity | undefined> {
  const [row] = await tx.query<Identity>(IDENTITY_NOW, [id, tx.actor.accessKeys]);
  return row;
}

/**
 * A record is looked for by the name somebody had when they were met: before an adoption, a marriage, a correction. So that name stays
 * among the others, unless whoever changes it says that nobody bore it.
 */
function withFormerName(identity: Identity, before: Identity | undefined): Identity {
  if (!before) return identity;
  const former = `${before.givenName} ${before.familyName}`.trim();
  const known = [`${identity.givenName} ${identity.familyName}`, identity.preferredName ?? '', ...identity.aliases];
  if (known.some((name) => searchName(name) === searchName(former))) return identity;
  return { ...identity, aliases: [...identity.aliases, former] };
}

const FIELD_OF: Record<keyof Identity, IdentityField> = {
  givenName: 'given_name',
  familyName: 'family_name',
  preferredName: 'preferred_name',
  aliases: 'aliases',
  dateOfBirth: 'date_of_birth',
  sex: 'sex',
  gender: 'gender',
  ethnicity: 'ethnicity',
  observedEthnicity: 'observed_ethnicity',
  communicationNeeds: 'communication_needs',
};

/** What differs, as text. Aliases are kept one a line: a name may hold a comma. */
function changesOf(before: Identity | undefined, after: Identity) {
  const names = Object.keys(FIELD_OF).filter((name): name is keyof Identity => name in FIELD_OF);
  return names
    .map((name) => ({ field: FIELD_OF[name], was: asText(before?.[name]), became: asText(after[name]) }))
    .filter(({ was, became }) => was !== became);
}

function asText(value: string | string[] | null | undefined): string | null {
  const text = Array.isArray(value) ? value.join('\n') : value;
  return text === undefined || text === '' ? null : text;
}
