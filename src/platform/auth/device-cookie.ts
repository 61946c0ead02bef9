import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isOverHttps, SETTINGS, type Settings } from '../../config';
import { DEVICE_DAYS } from './known-devices';

declare module 'express-serve-static-core' {
  interface Request {
    /** What this browser shows to be known by; empty over the API. */
    devices: string[];
  }
}

/** A secret for each account that signs in with this browser: random, and about nobody. */
const SECRETS = /^[\w-]{43}(\.[\w-]{43}){0,4}$/;

/** The cookie by which a browser shows that it is known (`KnownDevices`). The API reads no cookie, so it has none. */
@Injectable()
export class DeviceCookie {
  private readonly isSecure: boolean;
  private readonly name: string;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.isSecure = isOverHttps(settings);
    this.name = this.isSecure ? '__Host-cohort-device' : 'cohort-device';
  }

  /** What of another shape stands there counts as none. */
  read({ headers }: Request): string[] {
    const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
    const value = pairs.find(([name]) => name === this.name)?.[1] ?? '';
    return SECRETS.test(value) ? value.split('.') : [];
  }

  write(response: Response, secrets: readonly string[]): void {
    response.cookie(this.name, secrets.join('.'), {
      httpOnly: true,
      sameSite: 'lax',
      secure: this.isSecure,
      path: '/',
      maxAge: DEVICE_DAYS * 24 * 3_600_000,
    });
  }
}
