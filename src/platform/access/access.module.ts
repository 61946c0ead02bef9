import { Global, Inject, Injectable, Module, type OnModuleInit, type Provider } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessRules, type Policy } from './access-rules';
import { RouteAccessGuard } from './route-access';

@Global()
@Module({
  providers: [AccessRules, { provide: APP_GUARD, useClass: RouteAccessGuard }],
  exports: [AccessRules],
})
export class AccessModule {}

/** A provider for a slice's module that adds its policy to the rules. */
export function registerPolicy(policy: Policy): Provider {
  const token = Symbol(policy.name);
  @Injectable()
  class PolicyRegistration implements OnModuleInit {
    constructor(@Inject(AccessRules) private readonly rules: AccessRules) {}

    onModuleInit(): void {
      this.rules.register(policy);
    }
  }
  return { provide: token, useClass: PolicyRegistration };
}
