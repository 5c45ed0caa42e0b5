import { EXCESS, hasCeiling } from '../coverage/pots.js';
import { rupees } from '../money.js';
import { checkEntries } from './check-entries.js';
import { fault, type Remark, type Said } from './remark.js';
import { CARE_TIERS, type CareTier, type Layer, type Terms } from './terms.js';

/** All that is to be said of one edition by itself. */
export function checkEdition(terms: Terms, real: boolean): readonly Remark[] {
  const said = [
    ...checkPeriod(terms),
    ...checkYearStart(terms),
    ...checkLayerCodes(terms),
    ...CARE_TIERS.flatMap((tier) => checkTier(terms, tier)),
    ...checkEntries(terms),
    ...checkSitting(terms),
    ...checkExtras(terms),
    ...checkFigures(terms, '', real),
  ];
  return said.map((each) => ({ ...each, schemeCode: terms.schemeCode, edition: terms.from }));
}

function checkPeriod({ from, to }: Terms): readonly Said[] {
  if (to === undefined || to >= from) return [];
  return [fault('contradiction', '/to', `ends on ${to}, before it begins`)];
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function checkYearStart({ policyYearStart: { value } }: Terms): readonly Said[] {
  if (value.day <= (DAYS_IN_MONTH[value.month - 1] ?? 0)) return [];
  const says = `month ${value.month} has no day ${value.day} in every year`;
  return [fault('contradiction', '/policyYearStart/value', says)];
}

function checkLayerCodes({ tiers }: Terms): readonly Said[] {
  const seen = new Set<string>();
  const twice = CARE_TIERS.flatMap((tier) =>
    tiers[tier].flatMap(({ code }, at) => {
      const before = seen.has(code) && code !== EXCESS;
      seen.add(code);
      const says = `layer ${code} is there twice: its pot would be drawn on for both`;
      return before ? fault('contradiction', `/tiers/${tier}/${at}/code`, says) : [];
    }),
  );
  const none = seen.size === 0 ? [fault('unreachable', '/tiers', 'no tier has any cover')] : [];
  return [...twice, ...none];
}

/** More than any family spends in a year: what stands behind such a layer is never drawn on. */
const ENDLESS = rupees(1_000_000_000);

function checkTier({ tiers }: Terms, tier: CareTier): readonly Said[] {
  let endless: string | undefined;
  return tiers[tier].flatMap((layer, at) => {
    const path = `/tiers/${tier}/${at}`;
    const behind =
      endless === undefined
        ? []
        : [fault('unreachable', path, `stands behind ${endless}, which is never used up`)];
    if (
      layer.caps.length > 0 &&
      layer.caps.every(({ amountPaisa }) => amountPaisa.value >= ENDLESS)
    )
      endless ??= layer.code;
    const last = at === tiers[tier].length - 1;
    return [...behind, ...checkCeiling(layer, last, path), ...checkCaps(layer, path)];
  });
}

/** A layer without a ceiling is outside every pot, as excess is, and none but a person opens it. */
function checkCeiling(layer: Layer, last: boolean, path: string): readonly Said[] {
  if (layer.code === EXCESS && hasCeiling(layer)) {
    return [fault('contradiction', `${path}/code`, `${EXCESS} has no ceiling, this layer has one`)];
  }
  if (hasCeiling(layer)) return [];
  return [
    ...(layer.code === EXCESS
      ? []
      : [fault('contradiction', `${path}/code`, `a layer without a cap is named ${EXCESS}`)]),
    ...(layer.needsApproval
      ? []
      : [fault('contradiction', path, 'has neither a cap nor anybody who approves')]),
    ...(last ? [] : [fault('contradiction', path, 'has no cap, and others stand behind it')]),
  ];
}

function checkCaps({ caps }: Layer, path: string): readonly Said[] {
  const family = caps.find(({ scope }) => scope === 'family')?.amountPaisa.value;
  return caps.flatMap(({ scope, amountPaisa }, at) => {
    const place = `${path}/caps/${at}`;
    const twice = caps.findIndex((cap) => cap.scope === scope) < at;
    const above = scope === 'member' && family !== undefined && amountPaisa.value > family;
    return [
      ...(amountPaisa.value === 0n
        ? [fault('unreachable', place, 'a cap of nothing: the layer is never drawn on')]
        : []),
      ...(twice ? [fault('unreachable', place, `a second cap by ${scope}: the lower holds`)] : []),
      ...(above
        ? [fault('unreachable', place, 'is above the family’s cap, which holds first')]
        : []),
    ];
  });
}

function checkSitting({ sittingShares }: Terms): readonly Said[] {
  return (sittingShares?.value ?? []).flatMap((share, at, shares) => {
    const before = shares[at - 1];
    if (before === undefined || share <= before) return [];
    const says = `operation ${at + 1} is paid a larger share than the dearer one before it`;
    return fault('contradiction', `/sittingShares/value/${at}`, says);
  });
}

function checkExtras({ extras = [] }: Terms): readonly Said[] {
  return extras.flatMap((extra, at) => {
    const path = `/extras/${at}`;
    const alike = extras.findIndex(
      ({ kind, tier, maternityOnly }) =>
        kind === extra.kind && tier === extra.tier && maternityOnly === extra.maternityOnly,
    );
    return [
      ...(alike < at ? [fault('contradiction', path, `${extra.kind} is there twice`)] : []),
      ...(extra.amountPaisa.value === 0n
        ? [fault('unreachable', path, `${extra.kind} of nothing is never paid`)]
        : []),
    ];
  });
}

/** Whatever has a value and a source, wherever it stands. */
function checkFigures(node: unknown, path: string, real: boolean): readonly Said[] {
  if (typeof node !== 'object' || node === null) return [];
  if (!('value' in node && 'source' in node)) {
    return Object.entries(node).flatMap(([key, child]) =>
      checkFigures(child, `${path}/${key}`, real),
    );
  }
  const { note } = node as { note?: string };
  const borrowed = 'borrowed' in node && node.borrowed === true && real;
  const uncertain = 'uncertain' in node && node.uncertain === true;
  return [
    ...(borrowed
      ? [fault('borrowed', path, 'is taken from another country, and the scheme is a real one')]
      : []),
    ...(uncertain && note === undefined
      ? [fault('uncertain', path, 'is uncertain and does not say why')]
      : []),
    ...(uncertain && note !== undefined
      ? [{ kind: 'uncertain' as const, fault: false, path, says: note }]
      : []),
  ];
}
