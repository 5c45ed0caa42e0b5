import type { ExtraTaken } from '../domain/rules/facts.js';
import type { SourceId } from '../domain/scheme/sources.js';
import type { Extra, Figure, Terms } from '../domain/scheme/terms.js';
import type { Paisa } from '../domain/money.js';

/** An extra of the terms as it stands for a person. */
export interface ExtraLeft extends Pick<Extra, 'kind' | 'tier' | 'maternityOnly'> {
  /** Once, or for a day. */
  readonly amountPaisa: Paisa;
  readonly daysAtMost?: number | undefined;
  /** Whose year counts. */
  readonly scope: NonNullable<Extra['scope']>;
  /** Absent where the terms count none. */
  readonly timesAYear?: number | undefined;
  /** By other claims this policy year, pended ones among them. */
  readonly taken: number;
  readonly left?: number | undefined;
  readonly source: SourceId;
  readonly isUncertain: boolean;
}

/** What the terms give beside treatment, and how often it can still be had this policy year. */
export function extrasLeft(
  { extras = [] }: Terms,
  taken: readonly ExtraTaken[],
): readonly ExtraLeft[] {
  return extras.map(({ kind, tier, maternityOnly, amountPaisa, daysAtMost, ...extra }) => {
    const { scope = 'family', timesAYear } = extra;
    const times = taken.find((one) => one.kind === kind)?.[scope];
    const had = (times?.decided ?? 0) + (times?.pended ?? 0);
    const figures: readonly (Figure<unknown> | undefined)[] = [amountPaisa, daysAtMost, timesAYear];
    return {
      kind,
      ...(tier === undefined ? {} : { tier }),
      ...(maternityOnly === undefined ? {} : { maternityOnly }),
      amountPaisa: amountPaisa.value,
      ...(daysAtMost === undefined ? {} : { daysAtMost: daysAtMost.value }),
      scope,
      taken: had,
      ...(timesAYear === undefined
        ? {}
        : { timesAYear: timesAYear.value, left: Math.max(0, timesAYear.value - had) }),
      source: amountPaisa.source,
      isUncertain: figures.some((figure) => figure?.uncertain === true),
    };
  });
}
