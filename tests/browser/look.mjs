// Looks at every page in a real Chromium, in light and dark, on a phone and on a desk.
//   node look.mjs CHROMIUM BASE FOLDER FILE PATH…
// Says what is wrong, one line each, and ends with 1 if anything is. Screenshots go to FOLDER.
// FILE is a report that is uploaded to /check.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const [program, base, folder, file, ...paths] = process.argv.slice(2);
const problems = [];
const complain = (where, what) => problems.push(`${where}: ${what}`);

// axe in the two combinations that between them have every colour and both layouts.
const combinations = [
  { scheme: 'light', width: 1400, axe: true },
  { scheme: 'dark', width: 390, axe: true },
  { scheme: 'light', width: 390, axe: false },
  { scheme: 'dark', width: 1400, axe: false },
];

function listen(page, where) {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complain(where(), `console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complain(where(), `script error: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(base + '/')) complain(where(), `asks another host: ${request.url()}`);
  });
  page.on('requestfailed', (request) => complain(where(), `failed: ${request.url()}`));
}

async function judge(page, where, withAxe) {
  const found = await page.evaluate(() => ({
    scripts: document.scripts.length,
    wide: document.documentElement.scrollWidth - window.innerWidth,
    headings: document.querySelectorAll('h1').length,
    styled: getComputedStyle(document.querySelector('main')).maxWidth !== 'none',
  }));
  if (found.scripts !== 0) complain(where, `has ${found.scripts} scripts`);
  if (found.wide > 0) complain(where, `is ${found.wide} pixels wider than the screen`);
  if (found.headings !== 1) complain(where, `has ${found.headings} first headings`);
  if (!found.styled) complain(where, 'has no style sheet');
  if (!withAxe) return;
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  for (const violation of result.violations) {
    if (violation.impact !== 'serious' && violation.impact !== 'critical') continue;
    complain(where, `axe ${violation.id} (${violation.impact}): ${violation.nodes[0].target} ${violation.nodes[0].failureSummary}`);
  }
}

const nameOf = (one) => (one === '/' ? 'overview' : one.slice(1).replace(/[^a-z0-9]+/gi, '-'));

async function lookAt(browser, { scheme, width, axe: withAxe }) {
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 }, locale: 'zh-CN' });
  const page = await context.newPage();
  let where = '';
  listen(page, () => where);
  for (const one of paths) {
    where = `${one} (${scheme}, ${width})`;
    const answer = await page.goto(base + one, { waitUntil: 'load' });
    if (answer.status() !== 200) complain(where, `answers ${answer.status()}`);
    await judge(page, where, withAxe);
    await page.screenshot({ path: path.join(folder, `${nameOf(one)}-${scheme}-${width}.jpg`), fullPage: true, type: 'jpeg', quality: 70 });
  }
  await context.close();
}

// An office checks its report before it publishes: by keyboard alone.
async function upload(browser) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  const page = await context.newPage();
  listen(page, () => 'upload');
  await page.goto(base + '/check');
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => document.activeElement.getAttribute('href'));
  if (first !== '#content') complain('upload', 'the first stop of the keyboard is not the skip link');
  await page.setInputFiles('input[type=file]', file);
  await page.focus('main button');
  await page.keyboard.press('Enter');
  await page.waitForSelector('table.form', { timeout: 60000 });
  if ((await page.locator('td.culprit').count()) === 0) complain('upload', 'the wrong cell is not marked');
  await judge(page, 'upload', true);
  await page.screenshot({ path: path.join(folder, 'checked-light-1400.jpg'), fullPage: true, type: 'jpeg', quality: 70 });
  await context.close();
}

// On paper (A4, landscape): no navigation, everything unfolded, nothing wider than the sheet.
async function print(browser, paper) {
  const context = await browser.newContext({ viewport: { width: 1040, height: 720 } });
  const page = await context.newPage();
  for (const one of paper) {
    await page.goto(base + one);
    await page.emulateMedia({ media: 'print' });
    const found = await page.evaluate(() => ({
      header: getComputedStyle(document.querySelector('header')).display,
      wide: Math.max(...[...document.querySelectorAll('table')].map((table) => table.getBoundingClientRect().right)) - window.innerWidth,
    }));
    if (found.header !== 'none') complain(one, 'prints the navigation');
    if (found.wide > 0) complain(one, `is ${found.wide} pixels wider than the sheet`);
    await page.screenshot({ path: path.join(folder, `${nameOf(one)}-print.jpg`), fullPage: true, type: 'jpeg', quality: 70 });
  }
  await context.close();
}

const browser = await chromium.launch({
  executablePath: program,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
try {
  for (const combination of combinations) await lookAt(browser, combination);
  await print(browser, [paths[0], ...paths.filter((one) => one.startsWith('/reports/') && !one.includes('lang'))]);
  await upload(browser).catch((error) => complain('upload', error.message));
} finally {
  await browser.close();
}
for (const problem of problems) console.log(problem);
console.log(`${paths.length} pages looked at, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
