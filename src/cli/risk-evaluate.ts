import { Presets, SingleBar } from 'cli-progress';
import type { Profile, Spread } from '../domain/risk/profile.js';
import {
  COMPONENTS,
  HOSPITAL_PROFILE,
  type ComponentName,
  type ProfileWeights,
} from '../domain/risk/profile-edition.js';
import {
  evaluateProfiles,
  profileProvider,
  readReplayClaims,
  readReplayLabels,
  TOP,
  type Evaluation,
  type Judgement,
} from '../replay/index.js';

type Say = (line: string) => void;

export interface EvaluateOptions {
  readonly repetitions: number;
  readonly samples: number;
  readonly explain?: string | undefined;
}

/** `sehat risk evaluate FOLDER`: judges hospital profiles on a set of claims with labelled providers. */
export async function evaluateFolder(
  folder: string,
  options: EvaluateOptions,
  say: Say,
): Promise<void> {
  say('Reading claims and labels …');
  const claims = await readReplayClaims(folder);
  if (options.explain !== undefined) {
    printProfile(options.explain, profileProvider(claims, options.explain), say);
    return;
  }
  const labels = await readReplayLabels(folder);
  const bar = new SingleBar(
    { format: 'Fitting {bar} {value}/{total}', noTTYOutput: true, notTTYSchedule: 5_000 },
    Presets.shades_classic,
  );
  bar.start(options.repetitions * 5, 0);
  try {
    const onStep = (done: number): void => {
      bar.update(done);
    };
    const evaluation = evaluateProfiles(claims, labels, { ...options, onStep });
    bar.stop();
    printEvaluation(evaluation, options, say);
  } finally {
    bar.stop();
  }
}

function printEvaluation(evaluation: Evaluation, options: EvaluateOptions, say: Say): void {
  const { providers, fraudulent, claims, withoutClaims, withoutLabel } = evaluation;
  say(
    `\n${claims} claims; judged are ${providers} providers with claims and a label, ` +
      `${fraudulent} of them labelled fraudulent.`,
  );
  say(
    `Not judged: ${withoutClaims} labelled providers without claims, ${withoutLabel} unlabelled.`,
  );
  say(`In brackets: 95% intervals of ${options.samples} samples of providers drawn anew.`);
  say('At equal size: ROC-AUC over pairs of providers with about as many stays.');
  say('With stays: rank correlation of the score with the number of stays.');

  say('\nPlain figures, for comparison');
  printTable(evaluation.baselines, say);

  say(
    `\nProfile, split by provider: weights fitted on four fifths, judged on the fifth, ` +
      `${options.repetitions} times over`,
  );
  printTable(evaluation.crossValidated, say);
  printChoices(evaluation, say);

  say(`\nProfile as shipped (${HOSPITAL_PROFILE.name}: ${inWords(HOSPITAL_PROFILE.weights)})`);
  printTable(evaluation.shipped, say);
  say(warningOf(evaluation.chosenHere));
}

function warningOf(chosenHere: number): string {
  if (chosenHere === 0) {
    return 'These weights were chosen on other providers: the figures hold for providers nobody looked at.';
  }
  const share = chosenHere === 1 ? 'all' : `about ${Math.round(chosenHere * 100)} in 100`;
  return (
    `WARNING: ${share} of the providers that these weights were chosen on are in this folder: the figures ` +
    'as shipped flatter. Those split by provider do not.'
  );
}

function printChoices({ choices, choiceOfAll }: Evaluation, say: Say): void {
  const measures = [...new Set(choices.map(({ measure }) => measure))].sort((a, b) => a - b);
  const ranges = COMPONENTS.map((name) => {
    const weights = choices.map((choice) => choice.weights[name]);
    return `${name} ${Math.min(...weights)} to ${Math.max(...weights)}`;
  });
  say(`Chosen in ${choices.length} training parts: long from ${measures.join(' or ')} days;`);
  say(`  ${ranges.join(', ')}.`);
  say(
    `Of the whole folder: long from ${choiceOfAll.measure} days; ${inWords(choiceOfAll.weights)}.`,
  );
}

function inWords(weights: ProfileWeights): string {
  return COMPONENTS.map((name) => `${name} ${weights[name]}`).join(', ');
}

function printTable(judgements: readonly Judgement[], say: Say): void {
  const columns = ['ROC-AUC', 'PR-AUC', `precision at ${TOP}`, 'ROC-AUC at equal size'];
  say(`${''.padEnd(22)}${columns.map((text) => text.padEnd(24)).join('')}with stays`);
  for (const judgement of judgements) {
    const { name, rocAuc, prAuc, atTop, atEqualSize, withStays } = judgement;
    const figures = [rocAuc, prAuc, atTop, atEqualSize].map(({ value, low, high }) =>
      `${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`.padEnd(24),
    );
    say(`${name.padEnd(22)}${figures.join('')}${withStays.toFixed(2).padStart(6)}`);
  }
}

function printProfile(
  providerId: string,
  { profile, spread }: { profile: Profile; spread: Readonly<Record<ComponentName, Spread>> },
  say: Say,
): void {
  say(`\n${providerId} beside ${profile.peers} peers, by ${profile.edition}`);
  say(`score ${profile.score.toFixed(2)}, without its size ${profile.sizeAdjusted.toFixed(2)}`);
  for (const { name, value, points, sentence } of profile.components) {
    const { tenth, middle, ninetieth } = spread[name];
    const peers = [tenth, middle, ninetieth].map((one) => one.toFixed(2)).join(' / ');
    say(
      `\n${name}: ${points.toFixed(2)} points, for ${value.toFixed(2)} (peers' tenth, middle, ninetieth: ${peers})`,
    );
    say(`  ${sentence}`);
  }
}
