import { accessSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { smallApp } from './small-app.ts';

const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium';

function browserPath(): string {
  try {
    accessSync(BROWSER);
    return BROWSER;
  } catch {
    throw new Error(`No browser at ${BROWSER}: install one (apt-get install chromium) or name one in CHROMIUM.`);
  }
}

test('the documentation page shows every operation and asks no other host for anything', async () => {
  const app = smallApp();
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const browser = await chromium.launch({ executablePath: browserPath(), args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    const asked: string[] = [];
    const wrong: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
    page.on('pageerror', (error) => wrong.push(error.message));
    await page.goto(`${url}/docs`);
    await page.waitForSelector('.opblock', { timeout: 20_000 });
    await page.click('.opblock-summary');
    await page.waitForSelector('.opblock-body');
    const shown = await page.locator('.opblock').count();
    const { paths } = (await app.inject('/openapi.json')).json();
    const operations = Object.values(paths as Record<string, object>).flatMap((item) => Object.keys(item));
    expect(shown).toBe(operations.length);
    expect(asked.filter((address) => !address.startsWith(`${url}/`) && !address.startsWith('data:'))).toEqual([]);
    expect(asked).toContain(`${url}/docs/json`);
    expect(wrong).toEqual([]);
  } finally {
    await browser.close();
    await app.close();
  }
}, 60_000);
