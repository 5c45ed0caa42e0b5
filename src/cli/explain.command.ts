import { InvalidArgumentError, type Command } from 'commander';
import { LANGUAGES, type Language } from '../domain/rules/explain.js';
import { explainClaim } from '../intake/index.js';
import { withContext } from './context.js';

interface ExplainOptions {
  readonly lang: readonly Language[];
  readonly forHospital?: true;
}

/** `sehat explain CLAIM`: a decision as a person would write it; ends with code 1 where none is found. */
export function addExplainCommand(program: Command): void {
  program
    .command('explain')
    .argument('<claim>', 'the id of a claim, or the hospital’s own number of it')
    .description('Say what was decided and why: amounts, who bears them, and what can be done')
    .option('--lang <language>', 'en, ur or both', asLanguages, LANGUAGES)
    .option('--for-hospital', 'as its hospital may read it, without what the risk rules found')
    .action(explain);
}

function asLanguages(text: string): readonly Language[] {
  if (text === 'both') return LANGUAGES;
  const language = LANGUAGES.find((each) => each === text);
  if (language === undefined) throw new InvalidArgumentError('It is not en, ur or both.');
  return [language];
}

async function explain(claim: string, options: ExplainOptions): Promise<void> {
  await withContext(async ({ judge, say }) => {
    const database = judge();
    const risk = options.forHospital !== true;
    let found = 0;
    for (const language of options.lang) {
      for (const { id, text, supersededBy } of await explainClaim(database, claim, {
        language,
        risk,
      })) {
        if (found > 0) say('');
        found += 1;
        say(`[${id}]`);
        say(text);
        if (supersededBy !== undefined) say(`→ [${supersededBy}]`);
      }
    }
    if (found > 0) return;
    process.stderr.write(`No claim has the id or number ${claim}.\n`);
    process.exitCode = 1;
  });
}
