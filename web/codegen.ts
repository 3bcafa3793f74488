import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "../provenance/schema/schema.graphql",
  documents: "src/**/*.graphql",
  generates: {
    "src/api/generated/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: "string",
        enumsAsTypes: true,
        strictScalars: true,
        useTypeImports: true,
        // Kilograms are whole grams at most, which a double holds exactly up to nine billion tonnes.
        scalars: { Kilograms: "number", Yuan: "number", Date: "string", DateTime: "string", JSON: "unknown" },
      },
    },
  },
};

export default config;
