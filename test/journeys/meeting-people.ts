import type { BrowserContext, CDPSession, Page } from 'playwright-core';

/** What one case costs whoever records it, beside the words that must be written. */
export interface Cost {
  keys: number;
  characters: number;
  loads: number;
  seconds: number;
}

/** Somebody at a keyboard: every press and every page is counted. No mouse. */
export class AtTheKeyboard {
  private cost: Cost = { keys: 0, characters: 0, loads: 0, seconds: 0 };

  private constructor(
    readonly page: Page,
    private readonly devtools: CDPSession,
  ) {
    page.on('load', () => void (this.cost.loads += 1));
  }

  static async of(context: BrowserContext, page: Page): Promise<AtTheKeyboard> {
    return new AtTheKeyboard(page, await context.newCDPSession(page));
  }

  async counted(work: () => Promise<void>): Promise<Cost> {
    this.cost = { keys: 0, characters: 0, loads: 0, seconds: 0 };
    const from = performance.now();
    await work();
    return { ...this.cost, seconds: (performance.now() - from) / 1_000 };
  }

  async press(key: string): Promise<void> {
    this.cost.keys += 1;
    await this.page.keyboard.press(key);
  }

  /** Alt and a letter of the page, as one press. Playwright's own keyboard does not reach a page's access keys. */
  async pressWithAlt(letter: string): Promise<void> {
    this.cost.keys += 1;
    const key = {
      modifiers: 1,
      key: letter,
      code: `Key${letter.toUpperCase()}`,
      windowsVirtualKeyCode: letter.toUpperCase().charCodeAt(0),
    };
    await this.devtools.send('Input.dispatchKeyEvent', {
      ...key,
      type: 'keyDown',
      text: letter,
      unmodifiedText: letter,
    });
    await this.devtools.send('Input.dispatchKeyEvent', { ...key, type: 'keyUp' });
  }

  async type(words: string): Promise<void> {
    this.cost.characters += words.length;
    await this.page.keyboard.insertText(words);
  }

  /** Takes an answer of the list that has the focus: the few letters by which a person would find it count as one press. */
  async choose(value: string): Promise<void> {
    this.cost.keys += 1;
    await this.page.locator(':focus').selectOption(value);
  }

  /** Tab until this field has the focus. */
  async tabTo(name: string, most = 8): Promise<void> {
    for (let tabs = 0; tabs <= most; tabs += 1) {
      if ((await this.page.locator(`[name="${name}"]:focus`).count()) === 1) return;
      await this.press('Tab');
    }
    throw new Error(`${name} is more than ${most} tabs away`);
  }
}

const middle = (numbers: number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** "9 key presses (at most 11)…" */
export function costWords(costs: Cost[]): string {
  const of = (part: keyof Cost, words: string): string => {
    const all = costs.map((cost) => Math.round(cost[part] * 10) / 10);
    return `${middle(all)} ${words} (at most ${Math.max(...all)})`;
  };
  return `${costs.length} cases, each ${of('keys', 'key presses')} beside ${of('characters', 'characters of text')}, ${of('loads', 'page loads')}, ${of('seconds', 'seconds')}`;
}
