// The lineage question answered by @neo4j/graphql, from one hand-written statement.
import { createServer } from "node:http";
import { Neo4jGraphQL } from "@neo4j/graphql";
import { graphql } from "graphql";
import neo4j from "neo4j-driver";

const typeDefs = `
  type LineageLot { key: String! product: String reoKg: Float! }
  type LineageEvent { key: String! kind: String! date: String! }
  type LineageInput { lot: String! event: String! reoKg: Float! supported: Boolean! }
  type LineageOutput { event: String! lot: String! reoKg: Float! }
  type Lineage {
    lots: [LineageLot!]! events: [LineageEvent!]!
    inputs: [LineageInput!]! outputs: [LineageOutput!]! truncated: Boolean!
  }
  type Query {
    lineage(lot: String!): Lineage @cypher(statement: """
      MATCH (:Lot {key: $lot})<-[:OUTPUT|INPUT*0..]-(a) WITH DISTINCT a
      WITH collect(a) AS all
      CALL (all) {
        UNWIND all AS a MATCH (a)<-[f:INPUT]-(b)
        RETURN collect({lot: b.key, event: a.key, reoKg: f.reo_g / 1000.0,
                        supported: coalesce(f.supported, true)}) AS inputs
      }
      CALL (all) {
        UNWIND all AS a MATCH (a)<-[f:OUTPUT]-(b)
        RETURN collect({event: b.key, lot: a.key, reoKg: f.reo_g / 1000.0}) AS outputs
      }
      RETURN {
        lots: [a IN all WHERE a:Lot |
          {key: a.key, product: toUpper(a.product), reoKg: a.reo_g / 1000.0}],
        events: [a IN all WHERE a:Event |
          {key: a.key, kind: toUpper(a.kind), date: toString(a.date)}],
        inputs: inputs, outputs: outputs, truncated: false
      } AS lineage
    """, columnName: "lineage")
  }
`;

const { NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD, PORT } = process.env;
const driver = neo4j.driver(NEO4J_URI, neo4j.auth.basic(NEO4J_USER, NEO4J_PASSWORD));
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();

createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { query } = JSON.parse(Buffer.concat(chunks));
  const answer = await graphql({ schema, source: query, contextValue: {} });
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(answer));
}).listen(Number(PORT), "127.0.0.1");
