import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { create as createQr } from 'qrcode';
import type { Actor } from '../../platform/access';
import { FactorKeys, keyAddress, keyText, newSeed } from '../../platform/auth';

/** What an app needs to know, as a picture and as text. */
export interface KeyShown {
  /** Width and height of the picture in its own units. */
  size: number;
  /** The dark squares, as the path of an SVG. */
  squares: string;
  keyText: string;
}

/** Light margin that scanners need around the squares. */
const MARGIN = 4;

/** The seed of an app from when it is first shown until a code proves it: in the session, sealed. */
@Injectable()
export class AppSetUp {
  constructor(private readonly keys: FactorKeys) {}

  /** The same key again when the page is shown again, or the app would have the wrong one. */
  show(request: Request, actor: Actor): KeyShown {
    const seed = this.seedOf(request, actor) ?? this.begin(request, actor);
    return {
      ...picture(keyAddress(seed, { issuer: 'Tertiary cohort', account: actor.email })),
      keyText: keyText(seed),
    };
  }

  seedOf(request: Request, actor: Actor): Buffer | undefined {
    const sealed = request.session.newSeed;
    return sealed === undefined ? undefined : this.keys.open(Buffer.from(sealed, 'base64'), actor.userId);
  }

  private begin(request: Request, actor: Actor): Buffer {
    const seed = newSeed();
    request.session.newSeed = this.keys.seal(seed, actor.userId).toString('base64');
    return seed;
  }
}

/** A path of squares rather than ready-made markup: the template stays the only place that makes HTML. */
function picture(text: string): { size: number; squares: string } {
  const { modules } = createQr(text, { errorCorrectionLevel: 'M' });
  const size = modules.size;
  const squares = [...modules.data]
    .map((dark, at) => (dark ? `M${(at % size) + MARGIN} ${Math.floor(at / size) + MARGIN}h1v1h-1z` : ''))
    .join('');
  return { size: size + 2 * MARGIN, squares };
}
