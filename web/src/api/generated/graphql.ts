/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What a quota, or a designation, is for. */
export type Activity =
  | 'MINING'
  | 'SEPARATION';

/** Whose statements a user may file, beside those of a local one, which its region names. */
export type Authority =
  | 'GAC'
  | 'LOCAL'
  | 'MIIT'
  | 'MNR'
  | 'MOFCOM'
  | 'STA';

/** The advice on a declaration; the decision is an officer's. */
export type Clearance =
  | 'HOLD'
  | 'RELEASE';

/** What an officer does with a declared shipment, whatever the advice. */
export type ClearanceDecision =
  | 'HOLD'
  | 'RELEASE'
  | 'SAMPLE';

/** What a verdict comes to. */
export type Conclusion =
  | 'LAWFUL'
  | 'MIXED'
  | 'UNLAWFUL'
  | 'UNVERIFIED';

/** How material is told apart along a chain (ISO 22095). */
export type CustodyModel =
  | 'MASS_BALANCE'
  | 'SEGREGATED';

/** What can happen to a lot; the value is the `record` that states it. */
export type EventKind =
  | 'DISPOSAL'
  | 'EXPORT'
  | 'EXTRACTION'
  | 'IMPORT'
  | 'OPENING_STOCK'
  | 'PROCESSING'
  | 'RELEASE'
  | 'SCRAP_INTAKE'
  | 'SEIZURE'
  | 'TRANSFER';

/** What has become of a finding: not looked at yet, or confirmed or dismissed by someone. */
export type FindingStatus =
  | 'CONFIRMED'
  | 'DISMISSED'
  | 'OPEN';

/** The kinds of node in the graph. */
export type Label =
  | 'ARTICLE'
  | 'CONTROL'
  | 'CUSTOMS_CODE'
  | 'DECLARATION'
  | 'DESIGNATION'
  | 'ENTERPRISE'
  | 'EVENT'
  | 'EXECUTION_REPORT'
  | 'EXPORT_LICENCE'
  | 'FLOW_REPORT'
  | 'IDENTIFIER'
  | 'INDICATOR'
  | 'INSPECTION'
  | 'INVOICE'
  | 'LAB_TEST'
  | 'LOT'
  | 'ORDER'
  | 'PENALTY'
  | 'PERMIT'
  | 'QUOTA'
  | 'QUOTA_ADJUSTMENT'
  | 'REFERRAL'
  | 'REGION'
  | 'VIOLATION';

/** What people read; in documents both may stand beside one another. */
export type Language =
  | 'BOTH'
  | 'EN'
  | 'ZH';

/** What a licence is: for one shipment or many; had by registering one; for no dual-use item. */
export type LicenceKind =
  | 'CERTIFICATE'
  | 'GENERAL'
  | 'ORDINARY'
  | 'SINGLE';

/** Where an export licence stands with the ministry. */
export type LicenceStatus =
  | 'EXPIRED'
  | 'REVOKED'
  | 'SUSPENDED'
  | 'USED'
  | 'VALID';

/** Which way to follow material: to what it came from, or to what became of it. */
export type LineageDirection =
  | 'DOWNSTREAM'
  | 'UPSTREAM';

/** The two kinds of deposit that quotas tell apart. */
export type OreClass =
  | 'IONIC'
  | 'ROCK';

/** What a step should have to show for itself. */
export type Paper =
  | 'DECLARATION'
  | 'DESIGNATION'
  | 'INSPECTION'
  | 'INVOICE'
  | 'LAB_TEST'
  | 'LICENCE'
  | 'PERMIT'
  | 'QUOTA';

/** What the filer says was done; a claim, compared with the products. */
export type Process =
  | 'ALLOYING'
  | 'BENEFICIATION'
  | 'BLENDING'
  | 'MAGNET_MAKING'
  | 'METAL_REDUCTION'
  | 'REPACKING'
  | 'SEPARATION';

/** What a lot is. */
export type Product =
  | 'ALLOY'
  | 'CONCENTRATE'
  | 'IONIC_CONCENTRATE'
  | 'MAGNET'
  | 'METAL'
  | 'MIXED_SALT'
  | 'ORE'
  | 'OXIDE'
  | 'SALT'
  | 'SCRAP';

/** How a finding bears on the subject: its own, reached by mass, or merely near. */
export type Relation =
  | 'ADJACENT'
  | 'DERIVED'
  | 'DIRECT';

/** What someone who looked at a finding says of it. */
export type ReviewDecision =
  | 'CONFIRM'
  | 'DISMISS'
  | 'REOPEN';

/** How much a finding weighs. */
export type Severity =
  | 'CRITICAL'
  | 'INFO'
  | 'MAJOR'
  | 'MINOR';

/** Where a kilogram stands before the law; the order breaks ties when grams are rounded. */
export type Status =
  | 'BARRED_IMPORT'
  | 'BYPRODUCT'
  | 'IMPORT'
  | 'NO_QUOTA_RECORD'
  | 'NO_RECORD'
  | 'OPENING_STOCK'
  | 'OVER_QUOTA_MINING'
  | 'OVER_QUOTA_SEPARATION'
  | 'QUOTA'
  | 'RELEASED'
  | 'SECONDARY'
  | 'UNDECLARED_IMPORT'
  | 'UNDESIGNATED_MINING'
  | 'UNDESIGNATED_SEPARATION'
  | 'UNEXPLAINED'
  | 'UNSUPPORTED_ORIGIN'
  | 'UNSUPPORTED_STOCK';

/** What a question is about: exactly one number of exactly one kind. */
export type SubjectInput =
  {   /** A customs declaration's number: the shipment under it. */
  declaration: string; enterprise?: never; event?: never; executionReport?: never; indicator?: never; invoice?: never; licence?: never; lot?: never; quota?: never; region?: never; }
  |  { declaration?: never;   /** An enterprise's unified social credit code. */
  enterprise: string; event?: never; executionReport?: never; indicator?: never; invoice?: never; licence?: never; lot?: never; quota?: never; region?: never; }
  |  { declaration?: never; enterprise?: never;   /** An event by kind and id, such as transfer:T1/2. */
  event: string; executionReport?: never; indicator?: never; invoice?: never; licence?: never; lot?: never; quota?: never; region?: never; }
  |  { declaration?: never; enterprise?: never; event?: never;   /** An execution report's number. */
  executionReport: string; indicator?: never; invoice?: never; licence?: never; lot?: never; quota?: never; region?: never; }
  |  { declaration?: never; enterprise?: never; event?: never; executionReport?: never;   /** A national indicator's number. */
  indicator: string; invoice?: never; licence?: never; lot?: never; quota?: never; region?: never; }
  |  { declaration?: never; enterprise?: never; event?: never; executionReport?: never; indicator?: never;   /** An invoice's number. */
  invoice: string; licence?: never; lot?: never; quota?: never; region?: never; }
  |  { declaration?: never; enterprise?: never; event?: never; executionReport?: never; indicator?: never; invoice?: never;   /** An export licence's number: all shipments under it. */
  licence: string; lot?: never; quota?: never; region?: never; }
  |  { declaration?: never; enterprise?: never; event?: never; executionReport?: never; indicator?: never; invoice?: never; licence?: never;   /** A lot's number. */
  lot: string; quota?: never; region?: never; }
  |  { declaration?: never; enterprise?: never; event?: never; executionReport?: never; indicator?: never; invoice?: never; licence?: never; lot?: never;   /** A quota's number. */
  quota: string; region?: never; }
  |  { declaration?: never; enterprise?: never; event?: never; executionReport?: never; indicator?: never; invoice?: never; licence?: never; lot?: never; quota?: never;   /** A place's GB/T 2260 code. */
  region: string; };

/** Which way goods cross the border. */
export type TradeDirection =
  | 'EXPORT'
  | 'IMPORT';

/** What someone signed in is here for; the owner of a local file sees all of it. */
export type UserRole =
  | 'ADMIN'
  | 'AUDITOR'
  | 'CUSTOMS'
  | 'ENTERPRISE'
  | 'IMPORTER'
  | 'INVESTIGATOR'
  | 'OPERATOR'
  | 'OWNER'
  | 'REGULATOR';

export type FirmFragment = { key: string, name: string | null, nameEn: string | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { name: string, role: UserRole, enterprise: string | null, authority: Authority | null, can: Array<string>, region: { key: string, name: string | null } | null } };

export type ServiceQueryVariables = Exact<{ [key: string]: never; }>;


export type ServiceQuery = { service: { version: string, synthetic: boolean, settledAt: string | null, waiting: boolean } };

export type SettledSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type SettledSubscription = { settled: { settledAt: string | null, waiting: boolean } };

export type SuggestionsQueryVariables = Exact<{
  text: string;
}>;


export type SuggestionsQuery = { search: Array<{ label: Label, key: string, name: string | null, node:
      | { nameEn: string | null }
      | Record<PropertyKey, never>
     }> };

export type LineageShownFragment = { truncated: boolean, hidden: number, settledAt: string | null, waiting: boolean, hiddenAt: Array<{ inputs: number, outputs: number, at: { label: Label, key: string } }>, lots: Array<{ key: string, hasMore: boolean, onRecord: boolean, product: Product | null, reoKg: number | null, holder: { key: string, name: string | null, nameEn: string | null } | null, statuses: Array<{ status: Status, share: number }> }>, events: Array<{ key: string, number: string | null, hasMore: boolean, onRecord: boolean, kind: EventKind | null, date: string | null, process: Process | null, enterprise: { key: string, name: string | null, nameEn: string | null } | null, buyer: { key: string, name: string | null, nameEn: string | null } | null, declaration: { key: string } | null, region: { key: string, name: string | null } | null }>, inputs: Array<{ lot: string, event: string, reoKg: number, supported: boolean, ofSubject: Array<{ status: Status, kg: number }> }>, outputs: Array<{ event: string, lot: string, reoKg: number, ofSubject: Array<{ status: Status, kg: number }> }> };

export type LineageQueryVariables = Exact<{
  subject: SubjectInput;
  direction: LineageDirection;
  maxNodes: number;
  from?: string | null | undefined;
  to?: string | null | undefined;
  eventKinds?: Array<EventKind> | EventKind | null | undefined;
  depth?: number | null | undefined;
}>;


export type LineageQuery = { lineage: { truncated: boolean, hidden: number, settledAt: string | null, waiting: boolean, hiddenAt: Array<{ inputs: number, outputs: number, at: { label: Label, key: string } }>, lots: Array<{ key: string, hasMore: boolean, onRecord: boolean, product: Product | null, reoKg: number | null, holder: { key: string, name: string | null, nameEn: string | null } | null, statuses: Array<{ status: Status, share: number }> }>, events: Array<{ key: string, number: string | null, hasMore: boolean, onRecord: boolean, kind: EventKind | null, date: string | null, process: Process | null, enterprise: { key: string, name: string | null, nameEn: string | null } | null, buyer: { key: string, name: string | null, nameEn: string | null } | null, declaration: { key: string } | null, region: { key: string, name: string | null } | null }>, inputs: Array<{ lot: string, event: string, reoKg: number, supported: boolean, ofSubject: Array<{ status: Status, kg: number }> }>, outputs: Array<{ event: string, lot: string, reoKg: number, ofSubject: Array<{ status: Status, kg: number }> }> } | null };

export type VerdictQueryVariables = Exact<{
  subject: SubjectInput;
  custody: CustodyModel;
  language: Language;
  number: string;
  shipment: boolean;
  lot: boolean;
  licence: boolean;
}>;


export type VerdictQuery = { verdict: { reoKg: number, lawfulKg: number, unlawfulKg: number, unverifiedKg: number, lawfulMinKg: number, lawfulMaxKg: number, conclusion: Conclusion, clearance: Clearance | null, headline: string, sentence: string, waiting: boolean, truncated: boolean, settledAt: string | null, reasons: Array<{ code: string, message: string }>, statuses: Array<{ status: Status, kg: number }>, origins: Array<{ kg: number, event: { key: string, kind: EventKind | null, date: string | null } | null, enterprise: { key: string, name: string | null, nameEn: string | null, region: { key: string, name: string | null } | null } | null }>, findings: Array<{ id: string | null, code: string, title: string, severity: Severity, relation: Relation, kg: number | null, status: FindingStatus, message: string, basis: string, subject: { label: Label, key: string }, evidenceSubjects: Array<{ label: Label, key: string }> }>, quotas: Array<{ kg: number, quota: { key: string, year: number | null, batch: string | null, activity: Activity | null, oreClass: OreClass | null, reoKg: number | null, allocatedTo: { key: string, name: string | null, nameEn: string | null } | null } | null, draws: Array<{ date: string, kg: number, coveredKg: number, balanceBeforeKg: number, balanceAfterKg: number, event: { key: string, kind: EventKind | null } | null }> }>, papers: { leftOut: number, steps: Array<{ date: string, expected: Paper, missing: boolean, missingKg: number, event: { key: string, kind: EventKind | null, enterprise: { key: string, name: string | null, nameEn: string | null } | null } | null, found: Array<{ label: Label, key: string }> }> } } | null, declaration?: { direction: TradeDirection | null, date: string | null, goods: string | null, netKg: number | null, country: string | null, port: string | null, endUser: string | null, licence: { key: string } | null, declarant: { key: string, name: string | null, nameEn: string | null } | null, party: { key: string, name: string | null, nameEn: string | null } | null, decisions: Array<{ at: string, by: string, decision: ClearanceDecision, reason: string, advice: Clearance | null, open: boolean, labTest: { key: string } | null }>, conclusionChanges: Array<{ at: string, before: Conclusion | null, after: Conclusion | null, lawfulKgBefore: number | null, lawfulKgAfter: number | null, load: string | null, causes: Array<{ kind: string, id: string }> }> } | null, lot?: { product: Product | null, producedOn: string | null, reoKg: number | null, holder: { key: string, name: string | null, nameEn: string | null } | null } | null, exportLicence?: { kind: LicenceKind | null, status: LicenceStatus | null, netKg: number | null, validFrom: string | null, validTo: string | null, endUsers: Array<string>, destinations: Array<string>, holder: { key: string, name: string | null, nameEn: string | null } | null } | null };

export type RemediesQueryVariables = Exact<{
  subject: SubjectInput;
  custody: CustodyModel;
  language: Language;
}>;


export type RemediesQuery = { verdict: { remedies: Array<{ record: string, kg: number, certain: boolean, text: string, on: { label: Label, key: string } }> } | null };

export type NearQueryVariables = Exact<{
  texts: Array<string> | string;
}>;


export type NearQuery = { resolve: Array<{ refused: string | null, found: Array<{ label: Label, key: string, name: string | null }>, withdrawn: Array<{ record: string, key: string, at: string }>, near: Array<{ label: Label, key: string, name: string | null }> }> };

export type DecideMutationVariables = Exact<{
  number: string;
  decision: ClearanceDecision;
  reason: string;
  by?: string | null | undefined;
}>;


export type DecideMutation = { decideClearance: { at: string } };

export type ReviewMutationVariables = Exact<{
  id: string | number;
  decision: ReviewDecision;
  reason: string;
  by?: string | null | undefined;
}>;


export type ReviewMutation = { reviewFinding: { status: FindingStatus } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const FirmFragmentDoc = new TypedDocumentString(`
    fragment Firm on Enterprise {
  key
  name
  nameEn
}
    `, {"fragmentName":"Firm"}) as unknown as TypedDocumentString<FirmFragment, unknown>;
export const LineageShownFragmentDoc = new TypedDocumentString(`
    fragment LineageShown on Lineage {
  truncated
  hidden
  hiddenAt {
    at {
      label
      key
    }
    inputs
    outputs
  }
  settledAt
  waiting
  lots {
    key
    hasMore
    onRecord
    product
    reoKg
    holder {
      key
      name
      nameEn
    }
    statuses {
      status
      share
    }
  }
  events {
    key
    number
    hasMore
    onRecord
    kind
    date
    process
    enterprise {
      key
      name
      nameEn
    }
    buyer {
      key
      name
      nameEn
    }
    declaration {
      key
    }
    region {
      key
      name
    }
  }
  inputs {
    lot
    event
    reoKg
    supported
    ofSubject {
      status
      kg
    }
  }
  outputs {
    event
    lot
    reoKg
    ofSubject {
      status
      kg
    }
  }
}
    `, {"fragmentName":"LineageShown"}) as unknown as TypedDocumentString<LineageShownFragment, unknown>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    name
    role
    enterprise
    authority
    region {
      key
      name
    }
    can
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const ServiceDocument = new TypedDocumentString(`
    query Service {
  service {
    version
    synthetic
    settledAt
    waiting
  }
}
    `) as unknown as TypedDocumentString<ServiceQuery, ServiceQueryVariables>;
export const SettledDocument = new TypedDocumentString(`
    subscription Settled {
  settled {
    settledAt
    waiting
  }
}
    `) as unknown as TypedDocumentString<SettledSubscription, SettledSubscriptionVariables>;
export const SuggestionsDocument = new TypedDocumentString(`
    query Suggestions($text: String!) {
  search(text: $text, first: 8) {
    label
    key
    name
    node {
      ... on Enterprise {
        nameEn
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SuggestionsQuery, SuggestionsQueryVariables>;
export const LineageDocument = new TypedDocumentString(`
    query Lineage($subject: SubjectInput!, $direction: LineageDirection!, $maxNodes: Int!, $from: Date, $to: Date, $eventKinds: [EventKind!], $depth: Int) {
  lineage(
    subject: $subject
    direction: $direction
    maxNodes: $maxNodes
    from: $from
    to: $to
    eventKinds: $eventKinds
    depth: $depth
  ) {
    ...LineageShown
  }
}
    fragment LineageShown on Lineage {
  truncated
  hidden
  hiddenAt {
    at {
      label
      key
    }
    inputs
    outputs
  }
  settledAt
  waiting
  lots {
    key
    hasMore
    onRecord
    product
    reoKg
    holder {
      key
      name
      nameEn
    }
    statuses {
      status
      share
    }
  }
  events {
    key
    number
    hasMore
    onRecord
    kind
    date
    process
    enterprise {
      key
      name
      nameEn
    }
    buyer {
      key
      name
      nameEn
    }
    declaration {
      key
    }
    region {
      key
      name
    }
  }
  inputs {
    lot
    event
    reoKg
    supported
    ofSubject {
      status
      kg
    }
  }
  outputs {
    event
    lot
    reoKg
    ofSubject {
      status
      kg
    }
  }
}`) as unknown as TypedDocumentString<LineageQuery, LineageQueryVariables>;
export const VerdictDocument = new TypedDocumentString(`
    query Verdict($subject: SubjectInput!, $custody: CustodyModel!, $language: Language!, $number: String!, $shipment: Boolean!, $lot: Boolean!, $licence: Boolean!) {
  verdict(subject: $subject, custodyModel: $custody) {
    reoKg
    lawfulKg
    unlawfulKg
    unverifiedKg
    lawfulMinKg
    lawfulMaxKg
    conclusion
    clearance
    headline(language: $language)
    sentence(language: $language)
    waiting
    truncated
    settledAt
    reasons {
      code
      message(language: $language)
    }
    statuses {
      status
      kg
    }
    origins {
      kg
      event {
        key
        kind
        date
      }
      enterprise {
        ...Firm
        region {
          key
          name
        }
      }
    }
    findings {
      id
      code
      title(language: $language)
      severity
      relation
      kg
      status
      message(language: $language)
      basis(language: $language)
      subject {
        label
        key
      }
      evidenceSubjects {
        label
        key
      }
    }
    quotas {
      kg
      quota {
        key
        year
        batch
        activity
        oreClass
        reoKg
        allocatedTo {
          ...Firm
        }
      }
      draws {
        date
        kg
        coveredKg
        balanceBeforeKg
        balanceAfterKg
        event {
          key
          kind
        }
      }
    }
    papers {
      leftOut
      steps {
        date
        expected
        missing
        missingKg
        event {
          key
          kind
          enterprise {
            ...Firm
          }
        }
        found {
          label
          key
        }
      }
    }
  }
  declaration(key: $number) @include(if: $shipment) {
    direction
    date
    goods
    netKg
    country
    port
    endUser
    licence {
      key
    }
    declarant {
      ...Firm
    }
    party {
      ...Firm
    }
    decisions {
      at
      by
      decision
      reason
      advice
      open
      labTest {
        key
      }
    }
    conclusionChanges {
      at
      before
      after
      lawfulKgBefore
      lawfulKgAfter
      load
      causes {
        kind
        id
      }
    }
  }
  lot(key: $number) @include(if: $lot) {
    product
    producedOn
    reoKg
    holder {
      ...Firm
    }
  }
  exportLicence(key: $number) @include(if: $licence) {
    kind
    status
    netKg
    validFrom
    validTo
    endUsers
    destinations
    holder {
      ...Firm
    }
  }
}
    fragment Firm on Enterprise {
  key
  name
  nameEn
}`) as unknown as TypedDocumentString<VerdictQuery, VerdictQueryVariables>;
export const RemediesDocument = new TypedDocumentString(`
    query Remedies($subject: SubjectInput!, $custody: CustodyModel!, $language: Language!) {
  verdict(subject: $subject, custodyModel: $custody) {
    remedies {
      record
      kg
      certain
      text(language: $language)
      on {
        label
        key
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RemediesQuery, RemediesQueryVariables>;
export const NearDocument = new TypedDocumentString(`
    query Near($texts: [String!]!) {
  resolve(texts: $texts) {
    refused
    found {
      label
      key
      name
    }
    withdrawn {
      record
      key
      at
    }
    near {
      label
      key
      name
    }
  }
}
    `) as unknown as TypedDocumentString<NearQuery, NearQueryVariables>;
export const DecideDocument = new TypedDocumentString(`
    mutation Decide($number: String!, $decision: ClearanceDecision!, $reason: String!, $by: String) {
  decideClearance(
    declaration: $number
    decision: $decision
    reason: $reason
    by: $by
  ) {
    at
  }
}
    `) as unknown as TypedDocumentString<DecideMutation, DecideMutationVariables>;
export const ReviewDocument = new TypedDocumentString(`
    mutation Review($id: ID!, $decision: ReviewDecision!, $reason: String!, $by: String) {
  reviewFinding(id: $id, decision: $decision, reason: $reason, by: $by) {
    status
  }
}
    `) as unknown as TypedDocumentString<ReviewMutation, ReviewMutationVariables>;