import { existsSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { dayInKarachi } from '../domain/calendar.js';
import { formatRupees } from '../domain/money.js';
import { demoCredentialsFile, type DemoCredential } from '../demo/load.js';
import { demoOffers, findDemoPeople } from '../demo/try-out.js';
import { systemClock } from '../platform/clock.js';
import { readConfig } from '../platform/config.js';
import { DISTRICTS, ReferenceCache } from '../registry/index.js';
import { withContext, type CliContext } from './context.js';

/** `sehat demo people` and `sehat demo packages`: what a newcomer's first claim needs. */
export function addDemoCommand(program: Command): void {
  const demo = program
    .command('demo')
    .description('The make-believe scheme that npm start loads: whom and what to try it with');
  demo
    .command('people')
    .description('Five covered people for whom no claim was sent yet, with their invented numbers')
    .option('--numbers', 'the numbers alone, one a line')
    .action(async (options: { numbers?: true }, command: Command) => {
      demoHospital(command);
      await withContext((context) => people(context, options.numbers === true));
    });
  demo
    .command('packages')
    .description('What the hospital of the demo key may treat, with rates and documents')
    .action(async (_options: object, command: Command) => {
      const hospital = demoHospital(command);
      await withContext((context) => packages(context, hospital));
    });
}

/** Ends the command where there is no demo: nothing is started for it. */
function demoHospital(command: Command): DemoCredential {
  const file = demoCredentialsFile(readConfig(process.env, 'cli').dataFolder);
  const credentials = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as readonly DemoCredential[])
    : [];
  const hospital = credentials.find(({ role }) => role === 'hospital');
  if (hospital !== undefined) return hospital;
  return command.error('There is no demo here: npm start loads it unless SEHAT_DEMO is none.');
}

async function people({ judge, keys, say }: CliContext, numbersOnly: boolean): Promise<void> {
  const found = await findDemoPeople({ database: judge(), keys, clock: systemClock });
  if (numbersOnly) {
    // In one piece: whoever takes the first line only closes the pipe behind it.
    say(found.map(({ cnic }) => cnic).join('\n'));
    return;
  }
  say('People of the make-believe scheme whose families have all their cover left.');
  say('Their numbers are invented: they begin with 9, which no number in use does.\n');
  say(`${'number'.padEnd(15)}${'name'.padEnd(18)}${'sex'.padEnd(8)}${'age'.padStart(3)}  district`);
  for (const { cnic, name, sex, ageYears, districtPcode } of found) {
    const district = DISTRICTS.find(({ pcode }) => pcode === districtPcode)?.name ?? districtPcode;
    say(
      `${cnic.padEnd(15)}${name.padEnd(18)}${sex.padEnd(8)}${String(ageYears).padStart(3)}  ${district}`,
    );
  }
}

async function packages({ judge, say }: CliContext, hospital: DemoCredential): Promise<void> {
  const reference = await new ReferenceCache(judge()).current();
  const day = dayInKarachi(systemClock.now());
  say(
    `What ${hospital.holder} may treat on ${day}, and what the make-believe scheme pays a case.\n`,
  );
  for (const offer of demoOffers(reference, hospital.hospitalCode ?? '', day)) {
    const rupees = `Rs ${formatRupees(offer.ratePaisa)}`;
    say(
      `${offer.code.padEnd(11)}${offer.name.padEnd(44)}${offer.tier.padEnd(10)}${rupees.padStart(11)}  ` +
        offer.documents.join(', '),
    );
  }
}
