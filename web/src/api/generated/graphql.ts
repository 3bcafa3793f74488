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

/** Which declarations are asked for; what is not said does not restrict. */
export type DeclarationFilter = {
  /** The advice; those whose advice waits have none. */
  advice?: Clearance | null | undefined;
  /** What they come to, where material is mixed evenly: any of these. */
  conclusions?: Array<Conclusion> | null | undefined;
  /** Whether an officer did anything with them. */
  decided?: boolean | null | undefined;
  /** In or out. */
  direction?: TradeDirection | null | undefined;
  /** The party or the declarant, by its credit code or name. */
  enterprise?: string | null | undefined;
  /** Of this day or later. */
  from?: string | null | undefined;
  /** Whose goods they are sits here: a GB/T 2260 code, or a place's name. */
  region?: string | null | undefined;
  /** Of this day or earlier. */
  to?: string | null | undefined;
};

/** How declarations are listed: by number, or the latest, or those with most mass, first. */
export type DeclarationOrder =
  | 'HEAVIEST'
  | 'KEY'
  | 'NEWEST'
  | 'UNLAWFUL';

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

/** Which findings are asked for; what is not said does not restrict. */
export type FindingFilter = {
  /** Any of these codes, or what they are called. */
  codes?: Array<string> | null | undefined;
  /** A declaration's number: about it, about an import or export under it, or with it as evidence. */
  declaration?: string | null | undefined;
  /** The enterprise they are counted under, by its credit code or name. */
  enterprise?: string | null | undefined;
  /** Found first at this time or later. */
  firstSeenFrom?: string | null | undefined;
  /** About this day or later. */
  from?: string | null | undefined;
  /** False leaves out what is no longer found, true gives only that, null both. */
  gone?: boolean | null | undefined;
  /** A GB/T 2260 code, or a place's name; a place contains what lies in it. */
  region?: string | null | undefined;
  /** Any of these weights. */
  severities?: Array<Severity> | null | undefined;
  /** Any of these states of review. */
  statuses?: Array<FindingStatus> | null | undefined;
  /** What they are about. */
  subject?: SubjectInput | null | undefined;
  /** Part of the code, the message, the subject's number or the evidence. */
  text?: string | null | undefined;
  /** About this day or earlier. */
  to?: string | null | undefined;
};

/** How findings are listed: the gravest first, those of most mass, the latest, or the newest. */
export type FindingOrder =
  | 'DAY'
  | 'FIRST_SEEN'
  | 'MASS'
  | 'SEVERITY';

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

export type CalledQueryVariables = Exact<{
  texts: Array<string> | string;
}>;


export type CalledQuery = { resolve: Array<{ text: string, found: Array<{ label: Label, key: string, name: string | null, node:
        | { nameEn: string | null }
        | { nameEn: string | null }
        | Record<PropertyKey, never>
       }> }> };

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

export type LineageShownFragment = { truncated: boolean, hidden: number, settledAt: string | null, waiting: boolean, hiddenAt: Array<{ inputs: number, outputs: number, at: { label: Label, key: string } }>, lots: Array<{ key: string, hasMore: boolean, onRecord: boolean, product: Product | null, reoKg: number | null, holder: { key: string, name: string | null, nameEn: string | null } | null, statuses: Array<{ status: Status, share: number }> }>, events: Array<{ key: string, number: string | null, hasMore: boolean, onRecord: boolean, kind: EventKind | null, date: string | null, process: Process | null, enterprise: { key: string, name: string | null, nameEn: string | null } | null, buyer: { key: string, name: string | null, nameEn: string | null } | null, declaration: { key: string } | null, region: { key: string, name: string | null } | null }>, inputs: Array<{ lot: string, event: string, reoKg: number, supported: boolean, ofSubject?: Array<{ status: Status, kg: number }> }>, outputs: Array<{ event: string, lot: string, reoKg: number, ofSubject?: Array<{ status: Status, kg: number }> }> };

export type LineageQueryVariables = Exact<{
  subject: SubjectInput;
  direction: LineageDirection;
  maxNodes: number;
  from?: string | null | undefined;
  to?: string | null | undefined;
  eventKinds?: Array<EventKind> | EventKind | null | undefined;
  depth?: number | null | undefined;
  upstream: boolean;
}>;


export type LineageQuery = { lineage: { truncated: boolean, hidden: number, settledAt: string | null, waiting: boolean, hiddenAt: Array<{ inputs: number, outputs: number, at: { label: Label, key: string } }>, lots: Array<{ key: string, hasMore: boolean, onRecord: boolean, product: Product | null, reoKg: number | null, holder: { key: string, name: string | null, nameEn: string | null } | null, statuses: Array<{ status: Status, share: number }> }>, events: Array<{ key: string, number: string | null, hasMore: boolean, onRecord: boolean, kind: EventKind | null, date: string | null, process: Process | null, enterprise: { key: string, name: string | null, nameEn: string | null } | null, buyer: { key: string, name: string | null, nameEn: string | null } | null, declaration: { key: string } | null, region: { key: string, name: string | null } | null }>, inputs: Array<{ lot: string, event: string, reoKg: number, supported: boolean, ofSubject?: Array<{ status: Status, kg: number }> }>, outputs: Array<{ event: string, lot: string, reoKg: number, ofSubject?: Array<{ status: Status, kg: number }> }> } | null };

export type ResolveQueryVariables = Exact<{
  texts: Array<string> | string;
  language: Language;
}>;


export type ResolveQuery = { resolve: Array<{ text: string, refused: string | null, found: Array<{ label: Label, key: string, name: string | null }>, withdrawn: Array<{ record: string, key: string, at: string }>, near: Array<{ label: Label, key: string, name: string | null }> }> };

export type VerdictsQueryVariables = Exact<{
  subjects: Array<SubjectInput> | SubjectInput;
  custody: CustodyModel;
  language: Language;
}>;


export type VerdictsQuery = { verdicts: Array<{ reoKg: number, lawfulKg: number, unlawfulKg: number, unverifiedKg: number, lawfulMinKg: number, lawfulMaxKg: number, conclusion: Conclusion, headline: string, clearance: Clearance | null, clearanceReasons: Array<string>, waiting: boolean, truncated: boolean, settledAt: string | null, subject: { label: Label, key: string } } | null> };

export type FindingRowFragment = { id: string, code: string, title: string, severity: Severity, status: FindingStatus, kg: number | null, day: string | null, firstSeen: string, goneAt: string | null, subject: { label: Label, key: string }, enterprise: { key: string, name: string | null, nameEn: string | null } | null, region: { key: string, name: string | null, nameEn: string | null } | null };

export type FindingsQueryVariables = Exact<{
  filter: FindingFilter;
  order: FindingOrder;
  language: Language;
  first: number;
  after?: string | null | undefined;
}>;


export type FindingsQuery = { findings: { totalCount: number | null, edges: Array<{ node: { id: string, code: string, title: string, severity: Severity, status: FindingStatus, kg: number | null, day: string | null, firstSeen: string, goneAt: string | null, subject: { label: Label, key: string }, enterprise: { key: string, name: string | null, nameEn: string | null } | null, region: { key: string, name: string | null, nameEn: string | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type FindingFacetsQueryVariables = Exact<{
  filter: FindingFilter;
}>;


export type FindingFacetsQuery = { findings: { facets: { total: number, codes: Array<{ key: string | null, count: number }>, severities: Array<{ key: Severity, count: number }>, statuses: Array<{ key: FindingStatus, count: number }>, enterprises: Array<{ key: string | null, count: number }>, regions: Array<{ key: string | null, count: number }> } } };

export type FindingQueryVariables = Exact<{
  id: string | number;
  language: Language;
}>;


export type FindingQuery = { finding: { relation: Relation, message: string, basis: string, about: Array<string>, evidence: Array<string>, lastSeen: string, id: string, code: string, title: string, severity: Severity, status: FindingStatus, kg: number | null, day: string | null, firstSeen: string, goneAt: string | null, evidenceSubjects: Array<{ label: Label, key: string }>, reviews: Array<{ at: string, by: string, decision: ReviewDecision, reason: string }>, subject: { label: Label, key: string }, enterprise: { key: string, name: string | null, nameEn: string | null } | null, region: { key: string, name: string | null, nameEn: string | null } | null } | null };

export type FindingLawQueryVariables = Exact<{
  language: Language;
}>;


export type FindingLawQuery = { findingCodes: Array<{ code: string, title: string, articles: Array<{ key: string, citation: string, says: string, status: string, validFrom: string, validTo: string | null, builtIn: boolean }> }> };

export type ReviewFindingsMutationVariables = Exact<{
  ids: Array<string | number> | string | number;
  decision: ReviewDecision;
  reason: string;
  by?: string | null | undefined;
  language: Language;
}>;


export type ReviewFindingsMutation = { reviewFindings: Array<{ id: string, error: string | null, finding: { id: string, code: string, title: string, severity: Severity, status: FindingStatus, kg: number | null, day: string | null, firstSeen: string, goneAt: string | null, subject: { label: Label, key: string }, enterprise: { key: string, name: string | null, nameEn: string | null } | null, region: { key: string, name: string | null, nameEn: string | null } | null } | null }> };

export type FindingRaisedSubscriptionVariables = Exact<{
  filter: FindingFilter;
}>;


export type FindingRaisedSubscription = { findingRaised: { id: string } };

export type AttentionQueryVariables = Exact<{
  filter: DeclarationFilter;
  order: DeclarationOrder;
  language: Language;
}>;


export type AttentionQuery = { declarations: { totalCount: number | null, edges: Array<{ node: { key: string, date: string | null, direction: TradeDirection | null, country: string | null, party: { key: string, name: string | null, nameEn: string | null } | null, declarant: { key: string, name: string | null, nameEn: string | null } | null, verdict: { headline: string | null, conclusion: Conclusion | null, advice: Clearance | null, totalKg: number, lawfulKg: number, unlawfulKg: number, unverifiedKg: number, waiting: boolean } | null } }> } };

export type NewFindingsQueryVariables = Exact<{
  filter: FindingFilter;
  language: Language;
}>;


export type NewFindingsQuery = { findings: { totalCount: number | null, edges: Array<{ node: { id: string, code: string, title: string, severity: Severity, status: FindingStatus, kg: number | null, day: string | null, firstSeen: string, goneAt: string | null, subject: { label: Label, key: string }, enterprise: { key: string, name: string | null, nameEn: string | null } | null, region: { key: string, name: string | null, nameEn: string | null } | null } }> } };

export type SettlingQueryVariables = Exact<{ [key: string]: never; }>;


export type SettlingQuery = { service: { settledAt: string | null, auditedAt: string | null, receivedAt: string | null, waiting: boolean, toSettle: number, toAudit: number, rejected: number } };

export type RecordQueryVariables = Exact<{
  texts: Array<string> | string;
}>;


export type RecordQuery = { resolve: Array<{ found: Array<{ label: Label, key: string, name: string | null, node:
        | { onRecord: boolean, versions: Array<{ record: string, number: string, revision: number, counts: boolean, body: string, filed: string | null, source: { system: string, file: string, line: number, receivedAt: string } }> }
        | { onRecord: boolean, versions: Array<{ record: string, number: string, revision: number, counts: boolean, body: string, filed: string | null, source: { system: string, file: string, line: number, receivedAt: string } }> }
        | { onRecord: boolean, versions: Array<{ record: string, number: string, revision: number, counts: boolean, body: string, filed: string | null, source: { system: string, file: string, line: number, receivedAt: string } }> }
        | { onRecord: boolean, versions: Array<{ record: string, number: string, revision: number, counts: boolean, body: string, filed: string | null, source: { system: string, file: string, line: number, receivedAt: string } }> }
        | { onRecord: boolean, versions: Array<{ record: string, number: string, revision: number, counts: boolean, body: string, filed: string | null, source: { system: string, file: string, line: number, receivedAt: string } }> }
        | { nameEn: string | null, onRecord: boolean, versions: Array<{ record: string, number: string, revision: number, counts: boolean, body: string, filed: string | null, source: { system: string, file: string, line: number, receivedAt: string } }> }
        | { onRecord: boolean, versions: Array<{ record: string, number: string, revision: number, counts: boolean, body: string, filed: string | null, source: { system: string, file: string, line: number, receivedAt: string } }> }
        | { onRecord: boolean, versions: Array<{ record: string, number: string, revision: number, counts: boolean, body: string, filed: string | null, source: { system: string, file: string, line: number, receivedAt: string } }> }
        | { onRecord: boolean, versions: Array<{ record: string, number: string, revision: number, counts: boolean, body: string, filed: string | null, source: { system: string, file: string, line: number, receivedAt: string } }> }
        | { onRecord: boolean, versions: Array<{ record: string, number: string, revision: number, counts: boolean, body: string, filed: string | null, source: { system: string, file: string, line: number, receivedAt: string } }> }
        | { onRecord: boolean, versions: Array<{ record: string, number: string, revision: number, counts: boolean, body: string, filed: string | null, source: { system: string, file: string, line: number, receivedAt: string } }> }
        | { onRecord: boolean, versions: Array<{ record: string, number: string, revision: number, counts: boolean, body: string, filed: string | null, source: { system: string, file: string, line: number, receivedAt: string } }> }
        | { onRecord: boolean, versions: Array<{ record: string, number: string, revision: number, counts: boolean, body: string, filed: string | null, source: { system: string, file: string, line: number, receivedAt: string } }> }
        | { onRecord: boolean, versions: Array<{ record: string, number: string, revision: number, counts: boolean, body: string, filed: string | null, source: { system: string, file: string, line: number, receivedAt: string } }> }
        | { onRecord: boolean, versions: Array<{ record: string, number: string, revision: number, counts: boolean, body: string, filed: string | null, source: { system: string, file: string, line: number, receivedAt: string } }> }
        | { onRecord: boolean, versions: Array<{ record: string, number: string, revision: number, counts: boolean, body: string, filed: string | null, source: { system: string, file: string, line: number, receivedAt: string } }> }
        | { onRecord: boolean, versions: Array<{ record: string, number: string, revision: number, counts: boolean, body: string, filed: string | null, source: { system: string, file: string, line: number, receivedAt: string } }> }
        | { onRecord: boolean, versions: Array<{ record: string, number: string, revision: number, counts: boolean, body: string, filed: string | null, source: { system: string, file: string, line: number, receivedAt: string } }> }
        | { onRecord: boolean, versions: Array<{ record: string, number: string, revision: number, counts: boolean, body: string, filed: string | null, source: { system: string, file: string, line: number, receivedAt: string } }> }
        | { onRecord: boolean, versions: Array<{ record: string, number: string, revision: number, counts: boolean, body: string, filed: string | null, source: { system: string, file: string, line: number, receivedAt: string } }> }
        | { onRecord: boolean, versions: Array<{ record: string, number: string, revision: number, counts: boolean, body: string, filed: string | null, source: { system: string, file: string, line: number, receivedAt: string } }> }
        | { onRecord: boolean, versions: Array<{ record: string, number: string, revision: number, counts: boolean, body: string, filed: string | null, source: { system: string, file: string, line: number, receivedAt: string } }> }
        | { onRecord: boolean, versions: Array<{ record: string, number: string, revision: number, counts: boolean, body: string, filed: string | null, source: { system: string, file: string, line: number, receivedAt: string } }> }
        | { onRecord: boolean, versions: Array<{ record: string, number: string, revision: number, counts: boolean, body: string, filed: string | null, source: { system: string, file: string, line: number, receivedAt: string } }> }
       }>, withdrawn: Array<{ record: string, key: string, at: string }>, near: Array<{ label: Label, key: string, name: string | null }> }> };

export type HitFragment = { label: Label, key: string, name: string | null, node:
    | { __typename: 'Article', onRecord: boolean }
    | { __typename: 'Control', onRecord: boolean }
    | { __typename: 'CustomsCode', onRecord: boolean }
    | { __typename: 'Declaration', date: string | null, reoKg: number | null, onRecord: boolean, party: { key: string, name: string | null, nameEn: string | null } | null }
    | { __typename: 'Designation', onRecord: boolean }
    | { __typename: 'Enterprise', nameEn: string | null, onRecord: boolean, region: { key: string, name: string | null, nameEn: string | null } | null }
    | { __typename: 'Event', onRecord: boolean }
    | { __typename: 'ExecutionReport', onRecord: boolean }
    | { __typename: 'ExportLicence', onRecord: boolean }
    | { __typename: 'FlowReport', onRecord: boolean }
    | { __typename: 'Identifier', onRecord: boolean }
    | { __typename: 'Indicator', onRecord: boolean }
    | { __typename: 'Inspection', onRecord: boolean }
    | { __typename: 'Invoice', onRecord: boolean }
    | { __typename: 'LabTest', onRecord: boolean }
    | { __typename: 'Lot', onRecord: boolean }
    | { __typename: 'Order', onRecord: boolean }
    | { __typename: 'Penalty', onRecord: boolean }
    | { __typename: 'Permit', onRecord: boolean }
    | { __typename: 'Quota', onRecord: boolean }
    | { __typename: 'QuotaAdjustment', onRecord: boolean }
    | { __typename: 'Referral', onRecord: boolean }
    | { __typename: 'Region', nameEn: string | null, onRecord: boolean }
    | { __typename: 'Violation', onRecord: boolean }
   };

export type SearchQueryVariables = Exact<{
  text: string;
  texts: Array<string> | string;
  first: number;
  language: Language;
}>;


export type SearchQuery = { search: Array<{ label: Label, key: string, name: string | null, node:
      | { __typename: 'Article', onRecord: boolean }
      | { __typename: 'Control', onRecord: boolean }
      | { __typename: 'CustomsCode', onRecord: boolean }
      | { __typename: 'Declaration', date: string | null, reoKg: number | null, onRecord: boolean, party: { key: string, name: string | null, nameEn: string | null } | null }
      | { __typename: 'Designation', onRecord: boolean }
      | { __typename: 'Enterprise', nameEn: string | null, onRecord: boolean, region: { key: string, name: string | null, nameEn: string | null } | null }
      | { __typename: 'Event', onRecord: boolean }
      | { __typename: 'ExecutionReport', onRecord: boolean }
      | { __typename: 'ExportLicence', onRecord: boolean }
      | { __typename: 'FlowReport', onRecord: boolean }
      | { __typename: 'Identifier', onRecord: boolean }
      | { __typename: 'Indicator', onRecord: boolean }
      | { __typename: 'Inspection', onRecord: boolean }
      | { __typename: 'Invoice', onRecord: boolean }
      | { __typename: 'LabTest', onRecord: boolean }
      | { __typename: 'Lot', onRecord: boolean }
      | { __typename: 'Order', onRecord: boolean }
      | { __typename: 'Penalty', onRecord: boolean }
      | { __typename: 'Permit', onRecord: boolean }
      | { __typename: 'Quota', onRecord: boolean }
      | { __typename: 'QuotaAdjustment', onRecord: boolean }
      | { __typename: 'Referral', onRecord: boolean }
      | { __typename: 'Region', nameEn: string | null, onRecord: boolean }
      | { __typename: 'Violation', onRecord: boolean }
     }>, resolve: Array<{ refused: string | null, found: Array<{ label: Label, key: string, name: string | null, node:
        | { __typename: 'Article', onRecord: boolean }
        | { __typename: 'Control', onRecord: boolean }
        | { __typename: 'CustomsCode', onRecord: boolean }
        | { __typename: 'Declaration', date: string | null, reoKg: number | null, onRecord: boolean, party: { key: string, name: string | null, nameEn: string | null } | null }
        | { __typename: 'Designation', onRecord: boolean }
        | { __typename: 'Enterprise', nameEn: string | null, onRecord: boolean, region: { key: string, name: string | null, nameEn: string | null } | null }
        | { __typename: 'Event', onRecord: boolean }
        | { __typename: 'ExecutionReport', onRecord: boolean }
        | { __typename: 'ExportLicence', onRecord: boolean }
        | { __typename: 'FlowReport', onRecord: boolean }
        | { __typename: 'Identifier', onRecord: boolean }
        | { __typename: 'Indicator', onRecord: boolean }
        | { __typename: 'Inspection', onRecord: boolean }
        | { __typename: 'Invoice', onRecord: boolean }
        | { __typename: 'LabTest', onRecord: boolean }
        | { __typename: 'Lot', onRecord: boolean }
        | { __typename: 'Order', onRecord: boolean }
        | { __typename: 'Penalty', onRecord: boolean }
        | { __typename: 'Permit', onRecord: boolean }
        | { __typename: 'Quota', onRecord: boolean }
        | { __typename: 'QuotaAdjustment', onRecord: boolean }
        | { __typename: 'Referral', onRecord: boolean }
        | { __typename: 'Region', nameEn: string | null, onRecord: boolean }
        | { __typename: 'Violation', onRecord: boolean }
       }>, withdrawn: Array<{ record: string, key: string, at: string }>, near: Array<{ label: Label, key: string, name: string | null, node:
        | { __typename: 'Article', onRecord: boolean }
        | { __typename: 'Control', onRecord: boolean }
        | { __typename: 'CustomsCode', onRecord: boolean }
        | { __typename: 'Declaration', date: string | null, reoKg: number | null, onRecord: boolean, party: { key: string, name: string | null, nameEn: string | null } | null }
        | { __typename: 'Designation', onRecord: boolean }
        | { __typename: 'Enterprise', nameEn: string | null, onRecord: boolean, region: { key: string, name: string | null, nameEn: string | null } | null }
        | { __typename: 'Event', onRecord: boolean }
        | { __typename: 'ExecutionReport', onRecord: boolean }
        | { __typename: 'ExportLicence', onRecord: boolean }
        | { __typename: 'FlowReport', onRecord: boolean }
        | { __typename: 'Identifier', onRecord: boolean }
        | { __typename: 'Indicator', onRecord: boolean }
        | { __typename: 'Inspection', onRecord: boolean }
        | { __typename: 'Invoice', onRecord: boolean }
        | { __typename: 'LabTest', onRecord: boolean }
        | { __typename: 'Lot', onRecord: boolean }
        | { __typename: 'Order', onRecord: boolean }
        | { __typename: 'Penalty', onRecord: boolean }
        | { __typename: 'Permit', onRecord: boolean }
        | { __typename: 'Quota', onRecord: boolean }
        | { __typename: 'QuotaAdjustment', onRecord: boolean }
        | { __typename: 'Referral', onRecord: boolean }
        | { __typename: 'Region', nameEn: string | null, onRecord: boolean }
        | { __typename: 'Violation', onRecord: boolean }
       }> }> };

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
    ofSubject @include(if: $upstream) {
      status
      kg
    }
  }
  outputs {
    event
    lot
    reoKg
    ofSubject @include(if: $upstream) {
      status
      kg
    }
  }
}
    `, {"fragmentName":"LineageShown"}) as unknown as TypedDocumentString<LineageShownFragment, unknown>;
export const FindingRowFragmentDoc = new TypedDocumentString(`
    fragment FindingRow on KeptFinding {
  id
  code
  title(language: $language)
  severity
  status
  kg
  day
  firstSeen
  goneAt
  subject {
    label
    key
  }
  enterprise {
    key
    name
    nameEn
  }
  region {
    key
    name
    nameEn
  }
}
    `, {"fragmentName":"FindingRow"}) as unknown as TypedDocumentString<FindingRowFragment, unknown>;
export const HitFragmentDoc = new TypedDocumentString(`
    fragment Hit on SearchHit {
  label
  key
  name
  node {
    __typename
    onRecord
    ... on Enterprise {
      nameEn
      region {
        key
        name
        nameEn
      }
    }
    ... on Region {
      nameEn
    }
    ... on Declaration {
      date
      reoKg
      party {
        key
        name
        nameEn
      }
    }
  }
}
    `, {"fragmentName":"Hit"}) as unknown as TypedDocumentString<HitFragment, unknown>;
export const CalledDocument = new TypedDocumentString(`
    query Called($texts: [String!]!) {
  resolve(texts: $texts) {
    text
    found {
      label
      key
      name
      node {
        ... on Enterprise {
          nameEn
        }
        ... on Region {
          nameEn
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CalledQuery, CalledQueryVariables>;
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
    query Lineage($subject: SubjectInput!, $direction: LineageDirection!, $maxNodes: Int!, $from: Date, $to: Date, $eventKinds: [EventKind!], $depth: Int, $upstream: Boolean!) {
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
    ofSubject @include(if: $upstream) {
      status
      kg
    }
  }
  outputs {
    event
    lot
    reoKg
    ofSubject @include(if: $upstream) {
      status
      kg
    }
  }
}`) as unknown as TypedDocumentString<LineageQuery, LineageQueryVariables>;
export const ResolveDocument = new TypedDocumentString(`
    query Resolve($texts: [String!]!, $language: Language!) {
  resolve(texts: $texts) {
    text
    refused(language: $language)
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
    near(first: 3) {
      label
      key
      name
    }
  }
}
    `) as unknown as TypedDocumentString<ResolveQuery, ResolveQueryVariables>;
export const VerdictsDocument = new TypedDocumentString(`
    query Verdicts($subjects: [SubjectInput!]!, $custody: CustodyModel!, $language: Language!) {
  verdicts(subjects: $subjects, custodyModel: $custody) {
    subject {
      label
      key
    }
    reoKg
    lawfulKg
    unlawfulKg
    unverifiedKg
    lawfulMinKg
    lawfulMaxKg
    conclusion
    headline(language: $language)
    clearance
    clearanceReasons(language: $language)
    waiting
    truncated
    settledAt
  }
}
    `) as unknown as TypedDocumentString<VerdictsQuery, VerdictsQueryVariables>;
export const FindingsDocument = new TypedDocumentString(`
    query Findings($filter: FindingFilter!, $order: FindingOrder!, $language: Language!, $first: Int!, $after: String) {
  findings(filter: $filter, order: $order, first: $first, after: $after) {
    totalCount
    edges {
      node {
        ...FindingRow
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment FindingRow on KeptFinding {
  id
  code
  title(language: $language)
  severity
  status
  kg
  day
  firstSeen
  goneAt
  subject {
    label
    key
  }
  enterprise {
    key
    name
    nameEn
  }
  region {
    key
    name
    nameEn
  }
}`) as unknown as TypedDocumentString<FindingsQuery, FindingsQueryVariables>;
export const FindingFacetsDocument = new TypedDocumentString(`
    query FindingFacets($filter: FindingFilter!) {
  findings(filter: $filter, first: 1) {
    facets {
      total
      codes {
        key
        count
      }
      severities {
        key
        count
      }
      statuses {
        key
        count
      }
      enterprises {
        key
        count
      }
      regions {
        key
        count
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FindingFacetsQuery, FindingFacetsQueryVariables>;
export const FindingDocument = new TypedDocumentString(`
    query Finding($id: ID!, $language: Language!) {
  finding(id: $id) {
    ...FindingRow
    relation
    message(language: $language)
    basis(language: $language)
    about
    evidence
    evidenceSubjects {
      label
      key
    }
    lastSeen
    reviews {
      at
      by
      decision
      reason
    }
  }
}
    fragment FindingRow on KeptFinding {
  id
  code
  title(language: $language)
  severity
  status
  kg
  day
  firstSeen
  goneAt
  subject {
    label
    key
  }
  enterprise {
    key
    name
    nameEn
  }
  region {
    key
    name
    nameEn
  }
}`) as unknown as TypedDocumentString<FindingQuery, FindingQueryVariables>;
export const FindingLawDocument = new TypedDocumentString(`
    query FindingLaw($language: Language!) {
  findingCodes {
    code
    title(language: $language)
    articles {
      key
      citation(language: $language)
      says(language: $language)
      status(language: $language)
      validFrom
      validTo
      builtIn
    }
  }
}
    `) as unknown as TypedDocumentString<FindingLawQuery, FindingLawQueryVariables>;
export const ReviewFindingsDocument = new TypedDocumentString(`
    mutation ReviewFindings($ids: [ID!]!, $decision: ReviewDecision!, $reason: String!, $by: String, $language: Language!) {
  reviewFindings(ids: $ids, decision: $decision, reason: $reason, by: $by) {
    id
    error
    finding {
      ...FindingRow
    }
  }
}
    fragment FindingRow on KeptFinding {
  id
  code
  title(language: $language)
  severity
  status
  kg
  day
  firstSeen
  goneAt
  subject {
    label
    key
  }
  enterprise {
    key
    name
    nameEn
  }
  region {
    key
    name
    nameEn
  }
}`) as unknown as TypedDocumentString<ReviewFindingsMutation, ReviewFindingsMutationVariables>;
export const FindingRaisedDocument = new TypedDocumentString(`
    subscription FindingRaised($filter: FindingFilter!) {
  findingRaised(filter: $filter) {
    id
  }
}
    `) as unknown as TypedDocumentString<FindingRaisedSubscription, FindingRaisedSubscriptionVariables>;
export const AttentionDocument = new TypedDocumentString(`
    query Attention($filter: DeclarationFilter!, $order: DeclarationOrder!, $language: Language!) {
  declarations(filter: $filter, order: $order, first: 12) {
    totalCount
    edges {
      node {
        key
        date
        direction
        country
        party {
          ...Firm
        }
        declarant {
          ...Firm
        }
        verdict {
          headline(language: $language)
          conclusion
          advice
          totalKg
          lawfulKg
          unlawfulKg
          unverifiedKg
          waiting
        }
      }
    }
  }
}
    fragment Firm on Enterprise {
  key
  name
  nameEn
}`) as unknown as TypedDocumentString<AttentionQuery, AttentionQueryVariables>;
export const NewFindingsDocument = new TypedDocumentString(`
    query NewFindings($filter: FindingFilter!, $language: Language!) {
  findings(filter: $filter, order: SEVERITY, first: 8) {
    totalCount
    edges {
      node {
        ...FindingRow
      }
    }
  }
}
    fragment FindingRow on KeptFinding {
  id
  code
  title(language: $language)
  severity
  status
  kg
  day
  firstSeen
  goneAt
  subject {
    label
    key
  }
  enterprise {
    key
    name
    nameEn
  }
  region {
    key
    name
    nameEn
  }
}`) as unknown as TypedDocumentString<NewFindingsQuery, NewFindingsQueryVariables>;
export const SettlingDocument = new TypedDocumentString(`
    query Settling {
  service {
    settledAt
    auditedAt
    receivedAt
    waiting
    toSettle
    toAudit
    rejected
  }
}
    `) as unknown as TypedDocumentString<SettlingQuery, SettlingQueryVariables>;
export const RecordDocument = new TypedDocumentString(`
    query Record($texts: [String!]!) {
  resolve(texts: $texts) {
    found {
      label
      key
      name
      node {
        onRecord
        ... on Enterprise {
          nameEn
        }
        versions {
          record
          number
          revision
          counts
          body
          filed
          source {
            system
            file
            line
            receivedAt
          }
        }
      }
    }
    withdrawn {
      record
      key
      at
    }
    near(first: 5) {
      label
      key
      name
    }
  }
}
    `) as unknown as TypedDocumentString<RecordQuery, RecordQueryVariables>;
export const SearchDocument = new TypedDocumentString(`
    query Search($text: String!, $texts: [String!]!, $first: Int!, $language: Language!) {
  search(text: $text, first: $first) {
    ...Hit
  }
  resolve(texts: $texts) {
    refused(language: $language)
    found {
      ...Hit
    }
    withdrawn {
      record
      key
      at
    }
    near(first: 8) {
      ...Hit
    }
  }
}
    fragment Hit on SearchHit {
  label
  key
  name
  node {
    __typename
    onRecord
    ... on Enterprise {
      nameEn
      region {
        key
        name
        nameEn
      }
    }
    ... on Region {
      nameEn
    }
    ... on Declaration {
      date
      reoKg
      party {
        key
        name
        nameEn
      }
    }
  }
}`) as unknown as TypedDocumentString<SearchQuery, SearchQueryVariables>;
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