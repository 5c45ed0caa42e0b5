import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import t from 'tap';
import { isIsoDate } from '../../../src/domain/calendar.js';
import { SIGNALS } from '../../../src/domain/risk/signals.js';
import { ENGINE_REASON_CODES, REASONS, type Reason } from '../../../src/domain/rules/reasons.js';
import { describeRulebook, RULEBOOK } from '../../../src/domain/rules/rulebook.js';
import { SOURCES } from '../../../src/domain/scheme/sources.js';

const CATALOGUE = new URL('../../../src/domain/rules/catalogue/', import.meta.url);
const FILES = readdirSync(CATALOGUE).filter((name) => name.endsWith('.ts'));
const SIGNAL_FILES = new URL('../../../src/domain/risk/signals/', import.meta.url);
const FIRST_WORDS = /^([A-Z]{3}-\d{3})-[a-z0-9]+(-[a-z0-9]+)*\.ts$/;

void t.test('every file is a rule of the rulebook, named by its code', async (t) => {
  const codes = RULEBOOK.map((rule) => rule.code);
  t.equal(new Set(codes).size, codes.length, 'codes are unique');
  t.same(
    FILES.map((name) => FIRST_WORDS.exec(name)?.[1] ?? `misnamed: ${name}`).sort(),
    [...codes].sort(),
    'files and rulebook agree',
  );
  t.ok(FILES.length >= 19, 'and the folder was really read');
});

void t.test('every rule can be cited, and every edition has a date', async (t) => {
  for (const rule of RULEBOOK) {
    t.ok(rule.authority.length > 0, `${rule.code} names an authority`);
    for (const { document, clause } of rule.authority) {
      t.ok(Object.hasOwn(SOURCES, document), `${rule.code} cites a known document, ${document}`);
      t.not(clause.trim(), '', `${rule.code} names the clause`);
    }
    const dates = Object.keys(rule.editions);
    t.ok(dates.length > 0 && dates.every(isIsoDate), `${rule.code} has dated editions`);
    t.match(rule.title.en, /^[A-Z][A-Za-z, ’-]+$/, `${rule.code} has an English title`);
    t.match(rule.title.ur, /^[\u0600-\u06ff\s،]+$/, `${rule.code} has an Urdu title`);
  }
});

void t.test('every reason is declared by a rule and used in its file', async (t) => {
  const declared = new Set<string>(ENGINE_REASON_CODES);
  for (const name of FILES) {
    const text = readFileSync(new URL(name, CATALOGUE), 'utf8');
    const rule = RULEBOOK.find(({ code }) => name.startsWith(code));
    const uses = text.slice(text.indexOf('editions:'));
    for (const reason of rule?.reasons ?? []) {
      declared.add(reason);
      t.ok(uses.includes(`'${reason}'`), `${basename(name)} gives ${reason}`);
    }
  }
  const signals = readdirSync(SIGNAL_FILES);
  t.equal(signals.length, SIGNALS.length, 'every file is a signal');
  for (const { code, reasons } of SIGNALS) {
    const name = signals.find((each) => each.startsWith(code)) ?? '';
    const text = readFileSync(new URL(name, SIGNAL_FILES), 'utf8');
    for (const reason of reasons) {
      declared.add(reason);
      t.ok(text.includes(`reason: '${reason}'`), `${name} gives ${reason}`);
    }
  }
  // Chance speaks for no signal.
  declared.add('AUDIT_SAMPLE');
  t.same([...declared].sort(), Object.keys(REASONS).sort(), 'none is left over');
});

const URDU_LETTERS = /[\u0621-\u06d3]/;
/** Arabic kaf and yeh look right and are other letters: a search for the Urdu word misses them. */
const ARABIC_KAF_OR_YEH = /[\u0643\u064a\u0649]/;

void t.test('both languages say the same, each in its own script', async (t) => {
  for (const [code, reason] of Object.entries<Reason>(REASONS)) {
    const names = Object.keys(reason.params).sort();
    const [en, ur] = [placesIn(reason.en.says), placesIn(reason.ur.says)];
    t.same([...new Set(en)].sort(), names, `${code} says all its numbers in English`);
    t.same([...new Set(ur)].sort(), names, `${code} says all its numbers in Urdu`);
    t.same(
      placesIn(reason.en.remedy).sort(),
      placesIn(reason.ur.remedy).sort(),
      `${code} advises with the same numbers`,
    );
    const { further } = reason;
    if (further !== undefined) {
      const own = Object.keys(further.params).sort();
      t.same(placesIn(further.en).sort(), own, `${code} says its further numbers in English`);
      t.same(placesIn(further.ur).sort(), own, `${code} says its further numbers in Urdu`);
      t.notOk(
        own.some((name) => names.includes(name)),
        `${code} has each number once`,
      );
    }
    for (const text of [reason.ur.says, reason.ur.remedy, further?.ur ?? reason.ur.says]) {
      const words = text.replace(/\{\w+\}/g, '');
      t.match(words, URDU_LETTERS, `${code} is in Urdu script`);
      t.notMatch(words, /[A-Za-z]/, `${code} has no Latin word in Urdu`);
      t.notMatch(words, ARABIC_KAF_OR_YEH, `${code} is spelt with Urdu letters`);
      t.match(words.trim(), /۔$/, `${code} is a whole Urdu sentence`);
    }
    for (const text of [reason.en.says, reason.en.remedy, further?.en ?? reason.en.says]) {
      t.match(text, /^[A-Z{‘“].*\.$/, `${code} is a whole English sentence`);
      t.notMatch(text, URDU_LETTERS, `${code} has no Urdu in English`);
      t.notMatch(text, /\b(reject|patient(?! share)|household|insuree)/i, `${code} keeps to terms`);
    }
  }
});

void t.test('the description holds the text of every rule, whatever the order', async (t) => {
  const described = describeRulebook();
  t.same(described, describeRulebook([...RULEBOOK].reverse()), 'order says nothing');
  t.same(JSON.parse(JSON.stringify(described)), described, 'it is plain data');
  for (const name of FILES) {
    const text = readFileSync(new URL(name, CATALOGUE), 'utf8');
    const rule = described.rules.find(({ code }) => name.startsWith(code));
    // `npm run mutate` puts functions of its own into what it changes, named stry….
    const own = [...text.matchAll(/^function (?!stry)(\w+)/gm)].map((found) => found[1]);
    const parts = rule?.parts.map((part) => /^function (\w+)/.exec(part)?.[1]);
    t.same(parts?.sort(), own.sort(), `${name}: functions of its own are part of its text`);
    t.ok(
      rule?.editions.every(({ source }) => source.includes('=>')),
      `${name} has its editions`,
    );
  }
  const changed = RULEBOOK.map((rule) =>
    rule.code === 'ELG-001' ? { ...rule, editions: { '2000-01-01': () => [] } } : rule,
  );
  t.notSame(describeRulebook(changed), described, 'a changed edition is another rulebook');
});

void t.test('what is published of a rule names its sources and reasons in full', async (t) => {
  const { rules } = describeRulebook([...RULEBOOK].reverse());
  t.same(
    rules.map(({ code }) => code),
    RULEBOOK.map(({ code }) => code).sort(),
    'in the order of codes',
  );
  const alive = rules.find(({ code }) => code === 'ELG-002');
  t.same(alive?.authority[0], {
    clause: 'Admission date after date of death',
    document: SOURCES['nha-dead-claims-2023'],
  });
  t.match(alive?.reasons, [
    { code: 'DIED_BEFORE_ADMISSION', params: { diedOn: 'date', admittedOn: 'date' } },
  ]);
  const [rule] = RULEBOOK;
  if (rule === undefined) throw new Error('no rule');
  const editions = { '2024-07-01': () => [], '2020-01-01': () => [] };
  t.same(
    describeRulebook([{ ...rule, editions }]).rules[0]?.editions.map(({ from }) => from),
    ['2020-01-01', '2024-07-01'],
    'the oldest edition first',
  );
});

/** Files whose functions rules lean on; those of dates and money are no rules of the scheme. */
const SHARED =
  /^import \{([^}]*)\} from '(?:\.\.\/(?:lookup|history)|\.\.\/\.\.\/(?:claim|coverage|pricing|scheme)\/[\w-]+)\.js';/gm;

void t.test('every function that rules share is part of the published text', async (t) => {
  const engine = describeRulebook().engine.map((text) => /^function (\w+)/.exec(text)?.[1]);
  t.ok(engine.includes('adjudicate'), 'the judge itself');
  t.same(engine, [...engine].sort(), 'in the order of names');
  const used = new Set<string>();
  for (const name of FILES) {
    const text = readFileSync(new URL(name, CATALOGUE), 'utf8');
    for (const [, names = ''] of text.matchAll(SHARED)) {
      for (const each of names.split(',').map((one) => one.trim())) {
        if (/^[a-z]/.test(each) && !each.startsWith('type ')) used.add(each);
      }
    }
  }
  t.ok(used.size >= 10, `rules share ${used.size} functions`);
  t.same(
    [...used].filter((each) => !engine.includes(each)),
    [],
  );
});

function placesIn(sentence: string): string[] {
  return [...sentence.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '');
}
