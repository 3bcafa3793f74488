/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The advice on a declaration; the decision is an officer's. */
export type Clearance =
  | 'HOLD'
  | 'RELEASE';

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

/** How much a finding weighs. */
export type Severity =
  | 'CRITICAL'
  | 'INFO'
  | 'MAJOR'
  | 'MINOR';

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

export type ServiceQueryVariables = Exact<{ [key: string]: never; }>;


export type ServiceQuery = { service: { version: string, synthetic: boolean, settledAt: string | null, toSettle: number } };

export type SuggestionsQueryVariables = Exact<{
  text: string;
}>;


export type SuggestionsQuery = { search: Array<{ label: Label, key: string, name: string | null, node:
      | { nameEn: string | null }
      | Record<PropertyKey, never>
     }> };

export type VerdictQueryVariables = Exact<{
  subject: SubjectInput;
  custody: CustodyModel;
  language: Language;
}>;


export type VerdictQuery = { verdict: { reoKg: number, lawfulKg: number, unlawfulKg: number, unverifiedKg: number, lawfulMinKg: number, lawfulMaxKg: number, conclusion: Conclusion, clearance: Clearance | null, clearanceReasons: Array<string>, headline: string, sentence: string, waiting: boolean, truncated: boolean, settledAt: string | null, findings: Array<{ code: string, title: string, severity: Severity }> } | null };

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

export const ServiceDocument = new TypedDocumentString(`
    query Service {
  service {
    version
    synthetic
    settledAt
    toSettle
  }
}
    `) as unknown as TypedDocumentString<ServiceQuery, ServiceQueryVariables>;
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
export const VerdictDocument = new TypedDocumentString(`
    query Verdict($subject: SubjectInput!, $custody: CustodyModel!, $language: Language!) {
  verdict(subject: $subject, custodyModel: $custody) {
    reoKg
    lawfulKg
    unlawfulKg
    unverifiedKg
    lawfulMinKg
    lawfulMaxKg
    conclusion
    clearance
    clearanceReasons(language: $language)
    headline(language: $language)
    sentence(language: $language)
    waiting
    truncated
    settledAt
    findings {
      code
      title(language: $language)
      severity
    }
  }
}
    `) as unknown as TypedDocumentString<VerdictQuery, VerdictQueryVariables>;