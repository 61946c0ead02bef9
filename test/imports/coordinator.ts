import { load } from 'cheerio';
import type { Response } from 'supertest';
import type { PageClient, TestApp } from '../support/test-app';

/** The chair at the import pages, using nothing but forms. */
export class Coordinator {
  private constructor(readonly page: PageClient) {}

  static async signIn(test: TestApp, email = 'chair@mace.example'): Promise<Coordinator> {
    return new Coordinator(await test.browse(email));
  }

  async upload(content: Buffer, name = 'cohort.csv'): Promise<Response> {
    return this.page.upload('/imports', await this.page.hiddenFields('/imports', '/imports'), { name, content });
  }

  /** Uploads and gives the address of the preview. */
  async preview(content: Buffer): Promise<string> {
    const answer = await this.upload(content);
    if (answer.status !== 303) throw new Error(`upload: ${answer.status} ${load(answer.text)('main').text()}`);
    return String(answer.headers['location']);
  }

  answer(preview: string, answers: Record<string, string>): Promise<Response> {
    return this.page.submit(`${preview}/choices`, answers, preview);
  }

  confirm(preview: string): Promise<Response> {
    return this.page.submit(`${preview}/confirmation`, {}, preview);
  }

  /** Confirms, and stays until everything is made: on a busy machine it goes on after the answer. */
  async confirmWhole(preview: string): Promise<Response> {
    const answer = await this.confirm(preview);
    while ((await this.text(preview)).includes('The import is being made'));
    return answer;
  }

  async text(preview: string): Promise<string> {
    return load((await this.page.get(preview)).text)('main')
      .text()
      .replace(/\s+/g, ' ');
  }

  /** Every question of the preview, by the name of its input, with its possible values. */
  async questions(preview: string): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    for (let page = 1; ; page += 1) {
      const before = found.size;
      for (const section of ['same-people', 'already-recorded', 'owners', 'date-of-birth']) {
        const $ = load((await this.page.get(`${preview}?section=${section}&page=${page}`)).text);
        for (const input of $('main form input[type=radio], main form input[type=checkbox]').toArray()) {
          const name = String($(input).attr('name'));
          found.set(name, [...new Set([...(found.get(name) ?? []), String($(input).attr('value'))])]);
        }
        for (const select of $('main form select').toArray()) {
          found.set(
            String($(select).attr('name')),
            $(select)
              .find('option')
              .toArray()
              .map((option) => String($(option).attr('value'))),
          );
        }
      }
      if (found.size === before) return found;
    }
  }
}
