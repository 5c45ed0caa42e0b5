import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import t, { type Test } from 'tap';
import { evaluateProfiles, readReplayClaims, readReplayLabels } from '../../src/replay/index.js';
import { runSehat } from '../support/sehat.js';

const HEADER =
  'claim_id,beneficiary_id,provider_id,admitted_on,discharged_on,claimed_from,claimed_to,amount,deductible,' +
  'drg,attending_physician,operating_physician,admit_diagnosis_icd9,diagnoses_icd9,procedures_icd9';

const row = (
  claim: string,
  person: string,
  provider: string,
  days: number,
  amount: number,
): string => {
  const discharged = `2009-0${days > 20 ? 6 : 3}-${String(1 + (days % 20)).padStart(2, '0')}`;
  const admitted = days > 20 ? '2009-05-01' : '2009-03-01';
  return `${claim},${person},${provider},${admitted},${discharged},${admitted},${discharged},${amount},,201,,,7866,1970,`;
};

/** Sixty invented providers; every third is labelled and claims the same amount twice and a long stay. */
function folderOf(
  t: Test,
  change: (files: { claims: string; labels: string }) => void = () => undefined,
) {
  const claims = [HEADER];
  const labels = ['provider_id,fraud'];
  for (let no = 0; no < 60; no += 1) {
    const fraudulent = no % 3 === 0;
    const provider = `PRV${no}`;
    labels.push(`${provider},${fraudulent ? 'Yes' : 'No'}`);
    for (let stay = 0; stay < 3 + (no % 7); stay += 1) {
      const days = fraudulent && stay === 0 ? 35 : (no + stay) % 6;
      const copied = fraudulent && stay < 2;
      const person = copied ? `BENE${no}` : `BENE${no}-${stay}`;
      claims.push(
        row(`CLM${no}-${stay}`, person, provider, days, copied ? 9_000 : 4_000 + 10 * no + stay),
      );
    }
  }
  labels.push('PRV-idle,No');
  const files = { claims: claims.join('\n'), labels: labels.join('\n') };
  change(files);
  const folder = t.testdir();
  writeFileSync(path.join(folder, 'claims.csv.gz'), gzipSync(files.claims));
  writeFileSync(path.join(folder, 'provider-labels.csv'), files.labels);
  return folder;
}

/** What the command does before it prints. */
async function judged(folder: string) {
  const claims = await readReplayClaims(folder);
  return evaluateProfiles(claims, await readReplayLabels(folder), { repetitions: 1, samples: 1 });
}

const evaluate = (folder: string, ...args: readonly string[]) =>
  runSehat(['risk', 'evaluate', folder, '--repetitions', '1', '--samples', '50', ...args]);

t.test('sehat risk evaluate: figures of an invented folder', async (t) => {
  const folder = folderOf(t);
  const { code, out, err } = await evaluate(folder);
  t.equal(code, 0, err);
  t.match(
    out,
    /^\d+ claims; judged are 60 providers with claims and a label, 20 of them labelled fraudulent\.$/m,
  );
  t.match(out, /^Not judged: 1 labelled providers without claims, 0 unlabelled\.$/m);
  const overall = [...out.matchAll(/^overall +(\d\.\d{3}) \[(\d\.\d{3}), (\d\.\d{3})\]/gm)];
  t.equal(overall.length, 2, 'split by provider, and as shipped');
  for (const [, value, low, high] of overall) {
    t.ok(Number(low) <= Number(value) && Number(value) <= Number(high));
    t.ok(Number(value) > 0.95, 'what was planted is found');
  }
  t.match(out, /^size-adjusted +[01]\.\d{3}/m);
  t.match(out, /^These weights were chosen on other providers/m);
  t.notMatch(out, /WARNING/);

  const explained = await evaluate(folder, '--explain', 'PRV3');
  t.equal(explained.code, 0, explained.err);
  t.match(explained.out, /^PRV3 beside 60 peers, by hospital-profile-1$/m);
  t.match(
    explained.out,
    /^ +For 1 of 6 stays an amount was claimed that had been claimed there for the same person before/m,
  );
  const nobody = await evaluate(folder, '--explain', 'PRV999');
  t.equal(nobody.code, 1);
  t.match(nobody.err, /Provider PRV999 has no claims\./);
});

t.test('sehat risk evaluate: what is wrong is named with file and line', async (t) => {
  const cases: [why: RegExp, change: (files: { claims: string; labels: string }) => void][] = [
    [
      /provider-labels\.csv: line 3: fraud /,
      (f) => (f.labels = f.labels.replace('PRV1,No', 'PRV1,Maybe')),
    ],
    [
      /claims\.csv\.gz: line 2: admitted_on is not a date/,
      (f) => (f.claims = f.claims.replace('2009-05-01', '2009-05-32')),
    ],
    [
      /claims\.csv\.gz: Invalid Record Length: .* line 3/,
      (f) => (f.claims = f.claims.replace('\nCLM0-1,', '\nCLM0-1,x,')),
    ],
    [/claims\.csv\.gz: line 2: drg /, (f) => (f.claims = f.claims.replace(',drg,', ',group,'))],
    [/Claim CLM1-0 is there twice/, (f) => (f.claims = f.claims.replace('CLM1-1', 'CLM1-0'))],
    [/Provider PRV0 is labelled both Yes and No/, (f) => (f.labels += '\nPRV0,No')],
    [
      /10 providers of each label with claims; here 0 are labelled Yes and 60 No/,
      (f) => (f.labels = f.labels.replaceAll('Yes', 'No')),
    ],
  ];
  for (const [why, change] of cases) {
    const folder = folderOf(t, change);
    await t.rejects(judged(folder), why);
  }
  const folder = t.testdir();
  await t.rejects(judged(folder), /claims\.csv\.gz is not there\./);
  writeFileSync(path.join(folder, 'claims.csv.gz'), 'not packed');
  const unpacked = await evaluate(folder);
  t.equal(unpacked.code, 1);
  t.match(unpacked.err, /claims\.csv\.gz: cannot be read \(incorrect header check\)/);
  const many = await runSehat(['risk', 'evaluate', folder, '--samples', '1000000']);
  t.equal(many.code, 1);
  t.match(many.err, /It must be a whole number from 1 to 10000\./);
});
