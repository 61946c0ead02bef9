import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IndividualsModule } from '../individuals';
import { registerPolicy } from '../platform/access';
import { WorkCountsModule } from '../web/work-counts';
import { AddReferralEntry } from './add-referral-entry';
import { ReferralsApiController } from './api/referrals-api.controller';
import { CountOfWaiting } from './count-of-waiting';
import { MakeReferral } from './make-referral';
import { ReferralDecision } from './referral-decision.entity';
import { ReferralEntry } from './referral-entry.entity';
import { ReferralReads } from './referral-reads';
import { Referral } from './referral.entity';
import { referralPolicy } from './referral.policy';
import { SendReferralNotice } from './send-referral-notice';
import { TriageReferral } from './triage-referral';
import { ReferralsController } from './web/referrals.controller';
import { TriageController } from './web/triage.controller';

const verbs = [MakeReferral, AddReferralEntry, TriageReferral];

@Module({
  imports: [TypeOrmModule.forFeature([Referral, ReferralEntry, ReferralDecision]), IndividualsModule, WorkCountsModule],
  controllers: [ReferralsController, TriageController, ReferralsApiController],
  providers: [...verbs, ReferralReads, SendReferralNotice, CountOfWaiting, registerPolicy(referralPolicy)],
  exports: verbs,
})
export class ReferralsModule {}
