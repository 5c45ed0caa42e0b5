import t from 'tap';
import { glossaryViolations, sqlGlossaryViolations } from './glossary-rules.js';
import { sourcesUnder } from './source.js';

t.test('names in the code are the words of the glossary', async (t) => {
  const sources = sourcesUnder('src', ['.ts', '.mjs']);
  t.ok(sources.length > 20, 'the sources were found');
  t.same(glossaryViolations(sources), []);
});

t.test('names in the database are the words of the glossary', async (t) => {
  const sources = sourcesUnder('migrations', ['.sql']);
  t.ok(sources.length > 0, 'the migrations were found');
  t.same(sqlGlossaryViolations(sources), []);
});

t.test('every banned word is noticed where a name is given', async (t) => {
  const check = (text: string) => glossaryViolations([{ path: 'src/x.ts', text }]);
  for (const text of [
    'const patient = 1;',
    'interface Claim { patientName: string }',
    'const contract = z.object({ insuree: z.string() });',
    "const contract = z.object({ 'house-hold': 1, household: 1 });",
    'type RejectedClaim = string;',
    'function rejectClaim() {}',
    'const f = (claimRejection: string) => 1;',
    'class ClaimManager {}',
    'function processClaim() {}',
    'const processBatch = () => 1;',
    'function handleClaimData() {}',
    'const { totalPatients } = x;',
  ]) {
    t.equal(check(text).length, 1, text);
  }
});

t.test('quotes, comments, libraries and "patient share" pass', async (t) => {
  const text = `
    // the patient is never named
    const patientSharePaisa = 0n;
    const text = 'patient';
    const options = { ssl: { rejectUnauthorized: true } };
    await new Promise((resolve, reject) => reject(new Error('x')));
    interface Stay { process: string; processId: number }
    import { PatientManager } from 'elsewhere';
    elsewhere.rejected.patient();
  `;
  t.same(glossaryViolations([{ path: 'src/x.ts', text }]), []);
});

t.test('banned words in SQL are noticed outside comments and values', async (t) => {
  const check = (text: string) => sqlGlossaryViolations([{ path: 'migrations/x.sql', text }]);
  t.equal(check('create table "household" (id uuid);').length, 1);
  t.equal(check('alter table claim add patient_name text;').length, 1);
  t.equal(check('alter table claim add rejected_at timestamptz;').length, 1);
  t.same(
    check("-- household\n/* patient */ select 'patient', patient_share_paisa from claim;"),
    [],
  );
});
