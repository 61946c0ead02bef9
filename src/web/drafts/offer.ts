import type { Response } from 'express';
import { sitePaths } from '../site-paths';
import type { Draft } from './drafts';

export type Render = Response['render'];

export type Offer =
  | { isOpened: true; isBehind: boolean; formPath: string }
  | { isOpened?: false; draft: Draft; putsBack: boolean; isPosted: boolean; isBehind: boolean; back: string };

/** Where a draft is discarded; the field `back` says the page to come back to. */
export const draftRemovalPath = (id: string): string => `${sitePaths.drafts}/${id}/removal`;

/** What stands above a form of which there is a draft. */
export function offerOf(render: Render, offer: Offer): Promise<string> {
  const model = offer.isOpened
    ? { ...offer, headingId: 'draft-heading-opened' }
    : {
        ...offer,
        isOpened: false,
        formPath: offer.draft.formPath,
        fields: offer.draft.fields,
        removalPath: draftRemovalPath(offer.draft.id),
        headingId: `draft-heading-${offer.draft.id}`,
      };
  return new Promise<string>((resolve, reject) =>
    render('drafts/offer.njk', model, (error: Error | null, part: string) => (error ? reject(error) : resolve(part))),
  );
}
