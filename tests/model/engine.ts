/** The engine as the model drives it: the real judge, the real entries, one family's pots a year. */
import { isoDate, policyYearOf } from '../../src/domain/calendar.js';
import { entriesFor, post, type CoverEntry, type Use } from '../../src/domain/coverage/entries.js';
import { isCurable } from '../../src/domain/coverage/curable.js';
import {
  needsPreAuthorisation,
  planHold,
  totalOf,
  wantsOf,
  withoutHold,
} from '../../src/domain/coverage/holds.js';
import { EXTRAS, potOf, type Cover, type Draw, type Pot } from '../../src/domain/coverage/pots.js';
import type { PersonId } from '../../src/domain/ids.js';
import { add, basisPoints, paisa } from '../../src/domain/money.js';
import { adjudicate, type Judgement } from '../../src/domain/rules/adjudicate.js';
import type { CaseFacts, PreAuthorisationFacts } from '../../src/domain/rules/facts.js';
import { RULEBOOK } from '../../src/domain/rules/rulebook.js';
import type { Cap, Layer, Terms } from '../../src/domain/scheme/terms.js';
import { aCase, aLayer, EVER, someTerms, until } from '../support/builders/a-case.js';
import type { ModelClaim, ModelLayer, ModelScheme, ModelStay } from './reference.js';

/** What a stay holds, and what was granted for it. */
interface StayHold {
  readonly draws: readonly Draw[];
  readonly withinLimit: boolean;
  readonly granted?: PreAuthorisationFacts | undefined;
}

interface Held {
  readonly draws: readonly Draw[];
  readonly use: Use;
}

/** A booked entry, with whose and which year's it is. */
interface Booked {
  readonly book: string;
  readonly entry: CoverEntry;
}

/** Of a claim that nothing is to be said about. */
const PLAIN = {
  paperMissing: false,
  offPanel: false,
  emergencyStated: false,
  emergencyConfirmed: false,
  layersGranted: false,
};

const layersOf = ({ tiers }: Terms): string[] =>
  [...tiers.secondary, ...tiers.priority].map(({ code }) => code);

const NOTHING: Held = { draws: [], use: 'reserved' };
const PAPER = 'discharge_summary';
const PRIVATE_GROUP = 'shared';

const idOf = (family: number, member: number) => `person-${family}-${member}` as PersonId;

export class Engine {
  readonly terms: Terms;
  /** Cover by family and policy year. */
  readonly #books = new Map<string, Cover>();
  readonly #held: { readonly claim: ModelClaim; readonly held: Held }[] = [];
  readonly #stays: { readonly stay: ModelStay; readonly hold: StayHold }[] = [];
  readonly #booked: Booked[] = [];
  readonly #deaths = new Map<string, string>();

  constructor(scheme: ModelScheme) {
    this.terms = termsOf(scheme);
  }

  die(family: number, member: number, day: string): void {
    this.#deaths.set(idOf(family, member), day);
  }

  /** Holds for a stay what the desk would, and with a grant what the adjudicator would. */
  open(number: number, stay: ModelStay): StayHold {
    const book = this.#bookOf(stay.family, stay.admitted);
    const memberId = idOf(stay.family, stay.member);
    const lines = this.#planned(stay);
    const approved = stay.layersGranted ? layersOf(this.terms) : [];
    const wanted = stay.authorised
      ? lines
      : lines.filter(({ tier }) => !needsPreAuthorisation(tier));
    const cover = this.#cover(book);
    const { draws } = planHold(
      cover,
      this.terms,
      memberId,
      wantsOf(wanted),
      stay.authorised ? approved : [],
    );
    const planned = add(...lines.map((line) => line.insurerPaisa));
    const hold: StayHold = {
      draws,
      withinLimit: planned > 0n && totalOf(draws) === planned,
      ...(stay.authorised ? { granted: { id: `granted-${number}`, lines } } : {}),
    };
    this.#post(book, entriesFor(memberId, NOTHING, { draws, use: 'reserved' }));
    this.#stays[number] = { stay, hold };
    return hold;
  }

  /** Gives back what a stay holds. */
  close(number: number): void {
    const opened = this.#stays[number];
    if (opened === undefined) throw new RangeError(`no stay ${number}`);
    const { stay, hold } = opened;
    const memberId = idOf(stay.family, stay.member);
    const before: Held = { draws: hold.draws, use: 'reserved' };
    this.#post(this.#bookOf(stay.family, stay.admitted), entriesFor(memberId, before, NOTHING));
    this.#stays[number] = { stay, hold: { ...hold, draws: [] } };
  }

  /** What the tariff makes of the lines planned. */
  #planned(stay: ModelStay) {
    const lines = stay.lines.map((line) => ({ ...line, price: line.package.rate }));
    const facts = factsOf(this.terms, { ...PLAIN, ...stay, lines }, [], undefined);
    const judgement = adjudicate(facts, RULEBOOK, ['gate', 'price']);
    return judgement.lines.flatMap(({ lineNo, packageCode, tier, allowedPaisa, insurerPaisa }) => {
      const quantity = Number(lines[lineNo - 1]?.quantity);
      return tier === undefined
        ? []
        : [{ packageCode, quantity, tier, allowedPaisa, insurerPaisa }];
    });
  }

  decide(number: number, claim: ModelClaim): Judgement {
    const judgement = this.#judge(number, claim);
    if (claim.stay !== undefined && !isCurable(judgement)) this.close(claim.stay);
    const use = judgement.outcome === 'pended' ? 'reserved' : 'consumed';
    this.#hold(number, claim, { draws: judgement.draws, use });
    return judgement;
  }

  /** A decided claim taken up again on the same facts, as when its job is delivered twice. */
  movedByDelivery(number: number, claim: ModelClaim): number {
    const before = this.#booked.length;
    this.decide(number, claim);
    return this.#booked.length - before;
  }

  void(number: number): void {
    const was = this.#held[number];
    if (was === undefined) throw new RangeError(`no claim ${number}`);
    this.#hold(number, was.claim, NOTHING);
  }

  /** A pot of a family, year and member, as it stands. */
  pot(family: number, day: string, member: number, layer: Layer, cap: Cap): Pot {
    return potOf(this.#cover(this.#bookOf(family, day)), layer, cap, idOf(family, member));
  }

  /** What an account of a layer holds of one member, folded from every entry ever booked. */
  folded(
    family: number,
    day: string,
    member: number,
    { layer, account }: { readonly layer: string; readonly account: CoverEntry['to'] },
  ): bigint {
    const ownBook = this.#bookOf(family, day);
    const memberId = idOf(family, member);
    let sum = 0n;
    for (const { book, entry } of this.#booked) {
      if (book !== ownBook || entry.memberId !== memberId || entry.layer !== layer) continue;
      if (entry.to === account) sum += entry.amountPaisa;
      if (entry.from === account) sum -= entry.amountPaisa;
    }
    return sum;
  }

  #bookOf(family: number, day: string): string {
    return `${family}/${policyYearOf(this.terms.policyYearStart.value, isoDate(day))}`;
  }

  #cover(book: string): Cover {
    return this.#books.get(book) ?? [];
  }

  /** The judge sees cover without the claim's own hold. */
  #judge(number: number, claim: ModelClaim): Judgement {
    const own = this.#held[number]?.held ?? NOTHING;
    const memberId = idOf(claim.family, claim.member);
    const cover = this.#cover(this.#bookOf(claim.family, claim.admitted));
    const freed = post(cover, this.terms, entriesFor(memberId, own, NOTHING));
    const diedOn = this.#deaths.get(memberId);
    const extrasTaken = this.#transportsBeside(number, claim);
    const opened = claim.stay === undefined ? undefined : this.#stays[claim.stay];
    if (opened === undefined) {
      const facts = factsOf(this.terms, claim, freed, diedOn);
      return adjudicate({ ...facts, extrasTaken }, RULEBOOK);
    }
    const { stay, hold } = opened;
    const room = withoutHold(freed, this.terms, memberId, hold.draws);
    const admission = {
      id: `stay-${claim.stay}`,
      admittedOn: isoDate(stay.admitted),
      packageCodes: stay.lines.map((line) => line.package.code),
      withinLimit: hold.withinLimit,
    };
    const reserved = {
      admission,
      ...(hold.granted === undefined ? {} : { preAuthorisation: hold.granted }),
    };
    const facts = factsOf(this.terms, claim, room, diedOn);
    return adjudicate({ ...facts, ...reserved, extrasTaken }, RULEBOOK);
  }

  /** Claims of the family and year that have something for transport, without one of them. */
  #transportsBeside(number: number, claim: ModelClaim): CaseFacts['extrasTaken'] {
    const book = this.#bookOf(claim.family, claim.admitted);
    const others = this.#held.filter(
      ({ claim: other, held }, at) =>
        at !== number &&
        this.#bookOf(other.family, other.admitted) === book &&
        held.draws.some(({ tier }) => tier === EXTRAS),
    );
    const timesOf = (some: typeof others) => ({
      decided: some.filter(({ held }) => held.use === 'consumed').length,
      pended: some.filter(({ held }) => held.use === 'reserved').length,
    });
    const own = others.filter((other) => other.claim.member === claim.member);
    return [{ kind: 'transport', member: timesOf(own), family: timesOf(others) }];
  }

  #hold(number: number, claim: ModelClaim, after: Held): void {
    const before = this.#held[number]?.held ?? NOTHING;
    const book = this.#bookOf(claim.family, claim.admitted);
    this.#post(book, entriesFor(idOf(claim.family, claim.member), before, after));
    this.#held[number] = { claim, held: after };
  }

  #post(book: string, entries: readonly CoverEntry[]): void {
    for (const entry of entries) {
      if (entry.amountPaisa <= 0n || entry.from === entry.to) {
        throw new Error(`an entry that moves nothing: ${entry.from} to ${entry.to}`);
      }
      this.#booked.push({ book, entry });
    }
    // Throws where a cap would not hold.
    this.#books.set(book, post(this.#cover(book), this.terms, entries));
  }
}

function termsOf(scheme: ModelScheme): Terms {
  const [month = 1, day = 1] = scheme.yearBegins.split('-').map(Number);
  const layersOf = (tier: ModelLayer['tier']) =>
    scheme.layers
      .filter((layer) => layer.tier === tier)
      .map((layer) => aLayer(layer.name, layer.caps.map(capOf), layer.onApproval));
  const { transport } = scheme;
  const figure = <T>(value: T) => ({ value, source: 'demo-world' }) as const;
  return someTerms({
    ...(transport === undefined
      ? {}
      : {
          extras: [
            {
              kind: 'transport',
              amountPaisa: figure(paisa(transport.amount)),
              timesAYear: figure(transport.times),
              scope: transport.whose,
              tier: transport.tier,
            },
          ],
        }),
    policyYearStart: { value: { month, day }, source: 'demo-world' },
    tiers: { secondary: layersOf('secondary'), priority: layersOf('priority') },
    coPay: [
      {
        ...EVER,
        sector: 'private',
        groups: [PRIVATE_GROUP],
        share: { value: basisPoints(Number(scheme.privateShare)), source: 'demo-world' },
      },
    ],
  });
}

function capOf({ whose, amount }: ModelLayer['caps'][number]): Cap {
  return { scope: whose, amountPaisa: { value: paisa(amount), source: 'demo-world' } };
}

function factsOf(
  terms: Terms,
  claim: ModelClaim,
  cover: Cover,
  diedOn: string | undefined,
): CaseFacts {
  const listed = claim.lines.reduce(
    (made, { package: each }) =>
      made.withPackage(
        {
          code: each.code,
          tier: each.tier,
          lifeSaving: each.carried,
          group: PRIVATE_GROUP,
          documents: [PAPER],
        },
        { ratePaisa: paisa(each.rate) },
      ),
    aCase().admittedOn(claim.admitted).with({ terms }),
  );
  return listed
    .withLines(
      ...claim.lines.map((line) => ({
        packageCode: line.package.code,
        quantity: Number(line.quantity),
        unitPricePaisa: paisa(line.price),
      })),
    )
    .withClaim({
      admissionType: claim.emergencyStated ? 'emergency' : 'elective',
      ...(claim.absconded === true ? { dischargeType: 'absconded' } : {}),
      documents: claim.paperMissing ? [] : [{ kind: PAPER, sha256: '0'.repeat(64) }],
    })
    .withExtras(
      ...(claim.transport === undefined
        ? []
        : [{ kind: 'transport' as const, askedPaisa: paisa(claim.transport) }]),
    )
    .withPerson({
      id: idOf(claim.family, claim.member),
      ...(diedOn === undefined ? {} : { diedOn: isoDate(diedOn) }),
    })
    .withHospital({
      standings: [
        { ...EVER, sector: claim.privateHospital ? 'private' : 'public', grade: 'B', beds: 40 },
      ],
      ...(claim.offPanel
        ? { empanelments: [{ ...until('2000-12-31'), tiers: ['secondary', 'priority'] }] }
        : {}),
    })
    .withCover(cover)
    .withGrants({
      approvedLayers: claim.layersGranted ? layersOf(terms) : [],
      emergencyConfirmed: claim.emergencyConfirmed,
    })
    .build();
}
