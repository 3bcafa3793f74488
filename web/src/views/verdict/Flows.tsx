/** From where a subject came, drawn: its origins, and each step between. */

import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { LineageDocument } from "../../api/generated/graphql";
import { useAsk } from "../../api/queries";
import { asking, type LineageState } from "../../parts/lineage/state";
import { Lines, State } from "../../parts/State";
import { subjectOf, type Asked } from "./subject";

const Sankey = lazy(async () => ({ default: (await import("../../parts/sankey/Sankey")).Sankey }));
const Lineage = lazy(async () => ({ default: (await import("../../parts/lineage/Lineage")).Lineage }));

/** Asked beside the verdict, so that the answer waits for no picture. */
function useWhole(asked: Asked) {
  return useAsk(LineageDocument, asking(subjectOf(asked), {}));
}

export function OriginPicture({ asked }: { asked: Asked }) {
  const shape = <Lines n={6} />;
  return (
    <State of={useWhole(asked)} shape={shape}>
      {({ lineage }) =>
        lineage ? (
          <Suspense fallback={shape}>
            <Sankey subject={subjectOf(asked)} answer={lineage} />
          </Suspense>
        ) : null
      }
    </State>
  );
}

export function LineageSteps({ asked }: { asked: Asked }) {
  const { t } = useTranslation();
  const [state, set] = useState<LineageState>({});
  const { data } = useWhole(asked);
  return (
    <section className="verdict-lineage" aria-labelledby="lineage">
      <h2 id="lineage">{t("lineage.title")}</h2>
      {data?.lineage ? (
        <Suspense fallback={<Lines n={6} />}>
          <Lineage subject={subjectOf(asked)} answer={data.lineage} state={state} set={set} />
        </Suspense>
      ) : null}
    </section>
  );
}
