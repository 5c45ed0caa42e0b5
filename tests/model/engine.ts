/** The engine as the model drives it: the real judge, the real entries, one family's pots a year. */
import { isoDate, policyYearOf } from '../../src/domain/calendar.js';
import { entriesFor, post, type CoverEntry, type Use } from '../../src/domain/coverage/entries.js';
import { potOf, type Cover, type Draw, type Pot } from '../../src/domain/coverage/pots.js';
import type { PersonId } from '../../src/domain/ids.js';
import { basisPoints, paisa } from '../../src/domain/money.js';
import { adjudicate, type Judgement } from '../../src/domain/rules/adjudicate.js';
import type { CaseFacts } from '../../src/domain/rules/facts.js';
import { RULEBOOK } from '../../src/domain/rules/rulebook.js';
import type { Cap, Layer, Terms } from '../../src/domain/scheme/terms.js';
import { aCase, aLayer, EVER, someTerms, until } from '../support/builders/a-case.js';
import type { ModelClaim, ModelLayer, ModelScheme } from './reference.js';

interface Held {
  readonly draws: readonly Draw[];
  readonly use: Use;
}

/** A booked entry, with whose and which year's it is. */
interface Booked {
  readonly book: string;
  readonly entry: CoverEntry;
}

const NOTHING: Held = { draws: [], use: 'reserved' };
const PAPER = 'discharge_summary';
const PRIVATE_GROUP = 'shared';

const idOf = (family: number, member: number) => `person-${family}-${member}` as PersonId;

export class Engine {
  readonly terms: Terms;
  /** Cover by family and policy year. */
  readonly #books = new Map<string, Cover>();
  readonly #held: { readonly claim: ModelClaim; readonly held: Held }[] = [];
  readonly #booked: Booked[] = [];
  readonly #deaths = new Map<string, string>();

  constructor(scheme: ModelScheme) {
    this.terms = termsOf(scheme);
  }

  die(family: number, member: number, day: string): void {
    this.#deaths.set(idOf(family, member), day);
  }

  decide(number: number, claim: ModelClaim): Judgement {
    const judgement = this.#judge(number, claim);
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
    return adjudicate(factsOf(this.terms, claim, freed, diedOn), RULEBOOK);
  }

  #hold(number: number, claim: ModelClaim, after: Held): void {
    const before = this.#held[number]?.held ?? NOTHING;
    const book = this.#bookOf(claim.family, claim.admitted);
    const entries = entriesFor(idOf(claim.family, claim.member), before, after);
    for (const entry of entries) {
      if (entry.amountPaisa <= 0n || entry.from === entry.to) {
        throw new Error(`an entry that moves nothing: ${entry.from} to ${entry.to}`);
      }
      this.#booked.push({ book, entry });
    }
    // Throws where a cap would not hold.
    this.#books.set(book, post(this.#cover(book), this.terms, entries));
    this.#held[number] = { claim, held: after };
  }
}

function termsOf(scheme: ModelScheme): Terms {
  const [month = 1, day = 1] = scheme.yearBegins.split('-').map(Number);
  const layersOf = (tier: ModelLayer['tier']) =>
    scheme.layers
      .filter((layer) => layer.tier === tier)
      .map((layer) => aLayer(layer.name, layer.caps.map(capOf), layer.onApproval));
  return someTerms({
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
      documents: claim.paperMissing ? [] : [{ kind: PAPER, sha256: '0'.repeat(64) }],
    })
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
      approvedLayers: claim.layersGranted
        ? [...terms.tiers.secondary, ...terms.tiers.priority].map(({ code }) => code)
        : [],
      emergencyConfirmed: claim.emergencyConfirmed,
    })
    .build();
}
