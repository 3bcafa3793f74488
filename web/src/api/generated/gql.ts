/* eslint-disable */
import * as types from './graphql';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query Service {\n  service {\n    version\n    synthetic\n    settledAt\n    toSettle\n  }\n}\n\nquery Suggestions($text: String!) {\n  search(text: $text, first: 8) {\n    label\n    key\n    name\n    node {\n      ... on Enterprise {\n        nameEn\n      }\n    }\n  }\n}": typeof types.ServiceDocument,
    "query Verdict($subject: SubjectInput!, $custody: CustodyModel!, $language: Language!) {\n  verdict(subject: $subject, custodyModel: $custody) {\n    reoKg\n    lawfulKg\n    unlawfulKg\n    unverifiedKg\n    lawfulMinKg\n    lawfulMaxKg\n    conclusion\n    clearance\n    clearanceReasons(language: $language)\n    headline(language: $language)\n    sentence(language: $language)\n    waiting\n    truncated\n    settledAt\n    findings {\n      code\n      title(language: $language)\n      severity\n    }\n  }\n}": typeof types.VerdictDocument,
};
const documents: Documents = {
    "query Service {\n  service {\n    version\n    synthetic\n    settledAt\n    toSettle\n  }\n}\n\nquery Suggestions($text: String!) {\n  search(text: $text, first: 8) {\n    label\n    key\n    name\n    node {\n      ... on Enterprise {\n        nameEn\n      }\n    }\n  }\n}": types.ServiceDocument,
    "query Verdict($subject: SubjectInput!, $custody: CustodyModel!, $language: Language!) {\n  verdict(subject: $subject, custodyModel: $custody) {\n    reoKg\n    lawfulKg\n    unlawfulKg\n    unverifiedKg\n    lawfulMinKg\n    lawfulMaxKg\n    conclusion\n    clearance\n    clearanceReasons(language: $language)\n    headline(language: $language)\n    sentence(language: $language)\n    waiting\n    truncated\n    settledAt\n    findings {\n      code\n      title(language: $language)\n      severity\n    }\n  }\n}": types.VerdictDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Service {\n  service {\n    version\n    synthetic\n    settledAt\n    toSettle\n  }\n}\n\nquery Suggestions($text: String!) {\n  search(text: $text, first: 8) {\n    label\n    key\n    name\n    node {\n      ... on Enterprise {\n        nameEn\n      }\n    }\n  }\n}"): typeof import('./graphql').ServiceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Verdict($subject: SubjectInput!, $custody: CustodyModel!, $language: Language!) {\n  verdict(subject: $subject, custodyModel: $custody) {\n    reoKg\n    lawfulKg\n    unlawfulKg\n    unverifiedKg\n    lawfulMinKg\n    lawfulMaxKg\n    conclusion\n    clearance\n    clearanceReasons(language: $language)\n    headline(language: $language)\n    sentence(language: $language)\n    waiting\n    truncated\n    settledAt\n    findings {\n      code\n      title(language: $language)\n      severity\n    }\n  }\n}"): typeof import('./graphql').VerdictDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
