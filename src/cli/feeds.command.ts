import type { Command } from 'commander';
import { beginNewEpoch, rebuildUtilisation } from '../feeds/index.js';
import { systemClock } from '../platform/clock.js';
import { withContext } from './context.js';

/** `sehat feeds new-epoch` and `sehat feeds rebuild-utilisation`. */
export function addFeedsCommand(program: Command): void {
  const feeds = program.command('feeds').description('The feeds and what is folded from them');
  feeds
    .command('new-epoch')
    .description('Tell the readers of the feeds that this database was put back from a copy')
    .addHelpText(
      'after',
      '\nNot needed after pg_restore, a recovery to a point in time, a promotion or a copy made by\n' +
        'CREATE DATABASE: those are noticed. Needed after putting back a copy of the cluster’s files\n' +
        '(a snapshot of the disk), which nothing tells from the original: run it before workers start.\n' +
        'Readers of the old epoch are then told where to go on, and no event is lost to them.',
    )
    .action(async () => {
      await withContext(async ({ judge, say }) => {
        const epochs = await beginNewEpoch({ database: judge(), clock: systemClock });
        say(`Epoch ${epochs.ended} ended at position ${epochs.sharedUpTo}.`);
        say(`Epoch ${epochs.begun} goes on from there.`);
      });
    });
  feeds
    .command('rebuild-utilisation')
    .description('Forget the utilisation projection and fold the whole feed again')
    .action(async () => {
      await withContext(async ({ judge, say }) => {
        const events = await rebuildUtilisation({ database: judge() });
        say(`Folded ${events} events.`);
      });
    });
}
