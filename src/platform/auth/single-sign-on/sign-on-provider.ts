import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  allowInsecureRequests,
  buildEndSessionUrl,
  Configuration,
  discovery,
  enableNonRepudiationChecks,
  type ExportedJWKSCache,
  getJwksCache,
  type ServerMetadata,
  setJwksCache,
} from 'openid-client';
import { SETTINGS, type Settings, type SingleSignOnSettings } from '../../../config';
import { faultInShort } from '../../../shared/describe-fault';
import { NotFound, Refusal } from '../../../shared/errors';

/** An answer of ours is due within five seconds, and a sign-in may ask the provider twice. */
const PATIENCE_SECONDS = 2;
/** From this age on the library reads the provider's keys again for a token whose key is not among them. */
const AGE_OF_DOUBT_SECONDS = 60;

/** The provider does not answer, or not as a provider does. Everything else of the service works on. */
export class ProviderAway extends Refusal {
  readonly status = 503;
  readonly code = 'provider-away';
  override readonly retryAfterSeconds = 30;

  constructor() {
    super('The service you sign in with does not answer at the moment. Wait a minute and try again.');
  }
}

/** The provider of single sign-on that the settings name: found out about at its first use, and anew if that failed. */
@Injectable()
export class SignOnProvider {
  private readonly logger = new Logger(SignOnProvider.name);
  private asking?: Promise<ServerMetadata>;
  private known?: ServerMetadata;
  private keys?: ExportedJWKSCache;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  get isSetUp(): boolean {
    return this.settings.singleSignOn !== undefined;
  }

  /** @throws NotFound where no provider is set up: its addresses are then not there */
  get own(): SingleSignOnSettings {
    if (!this.settings.singleSignOn) throw new NotFound();
    return this.settings.singleSignOn;
  }

  /** Where the provider sends people back to: of our settings, never of a header. */
  get callbackUrl(): string {
    return new URL('/sign-in/single-sign-on/callback', this.settings.baseUrl).href;
  }

  /** What one sign-in talks to the provider with. @throws ProviderAway, NotFound */
  async configuration(): Promise<Configuration> {
    const own = this.own;
    if (!this.known) {
      this.asking ??= this.discover(own).finally(() => (this.asking = undefined));
      this.known = await this.asking;
    }
    const configuration = this.configured(this.known);
    if (this.keys) setJwksCache(configuration, this.keys);
    return configuration;
  }

  /**
   * Keeps the keys that a sign-in read for the next one, as if they were a minute older: a provider that exchanges its
   * key at once would otherwise be refused for that minute.
   */
  keepKeys(configuration: Configuration): void {
    const read = getJwksCache(configuration);
    if (!read || read.uat === this.keys?.uat) return;
    this.keys = { jwks: read.jwks, uat: read.uat - AGE_OF_DOUBT_SECONDS };
  }

  /** Where the person signs out at the provider too, if it has such a place. @throws ProviderAway, NotFound */
  async signOutUrl(): Promise<string | undefined> {
    const configuration = await this.configuration();
    if (!configuration.serverMetadata().end_session_endpoint) return undefined;
    const back = new URL('/sign-in', this.settings.baseUrl).href;
    return buildEndSessionUrl(configuration, { post_logout_redirect_uri: back }).href;
  }

  private configured(server: ServerMetadata): Configuration {
    const { clientId, clientSecret, signingAlgorithm } = this.own;
    const configuration = new Configuration(server, clientId, {
      client_secret: clientSecret,
      id_token_signed_response_alg: signingAlgorithm,
    });
    configuration.timeout = PATIENCE_SECONDS;
    // The library leaves the signature to https where the token comes from the provider itself; here it is checked too.
    enableNonRepudiationChecks(configuration);
    if (this.isPlainHttp) allowInsecureRequests(configuration);
    return configuration;
  }

  private async discover({ issuer, clientId }: SingleSignOnSettings): Promise<ServerMetadata> {
    const options = { timeout: PATIENCE_SECONDS, execute: this.isPlainHttp ? [allowInsecureRequests] : [] };
    try {
      const found = (await discovery(new URL(issuer), clientId, undefined, undefined, options)).serverMetadata();
      if (found.issuer !== issuer) throw new Error('it calls itself otherwise');
      return found;
    } catch (error) {
      this.logger.warn(`The provider of single sign-on: ${faultInShort(error)}`);
      throw new ProviderAway();
    }
  }

  /** The settings let it be on loopback alone. */
  private get isPlainHttp(): boolean {
    return this.own.issuer.startsWith('http://');
  }
}
