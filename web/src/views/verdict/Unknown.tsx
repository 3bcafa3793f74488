/** A number that nothing bears, or something else does: what it may have meant. */

import { Navigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { NearDocument } from "../../api/generated/graphql";
import { useAsk } from "../../api/queries";
import { addressOf } from "../../parts/addresses";
import { Box, State } from "../../parts/State";
import { Subject } from "../../parts/Subject";
import { Moment } from "../../parts/units";
import type { Asked } from "./subject";

export function Unknown({ of }: Asked) {
  const { t } = useTranslation();
  const answer = useAsk(NearDocument, { texts: [of] });
  return (
    <State of={answer}>
      {({ resolve: [told] }) => {
        const only = told?.found.length === 1 ? told.found[0] : undefined;
        const to = only && addressOf(only.label, only.key);
        // What was asked for as a lot and is a declaration is shown as that.
        if (to && decodeURIComponent(to) !== decodeURIComponent(location.pathname))
          return <Navigate to={to} replace />;
        return (
          <Box title={t("unknown", { text: of })} alert>
            {told?.refused ? <p lang="en">{told.refused}</p> : null}
            {told?.withdrawn.map(({ at, key }) => (
              <p key={key}>
                {t("withdrawn")} <Moment at={at} />
              </p>
            ))}
            <Hits title={t("foundAs")} of={told?.found ?? []} />
            <Hits title={t("near")} of={told?.near ?? []} />
          </Box>
        );
      }}
    </State>
  );
}

type Hit = { label: Parameters<typeof addressOf>[0]; key: string; name?: string | null };

function Hits({ title, of }: { title: string; of: readonly Hit[] }) {
  if (!of.length) return null;
  return (
    <div>
      <p>{title}</p>
      <ul className="bullets">
        {of.map(({ label, key, name }) => (
          <li key={label + key}>
            <Subject label={label} of={key} kind /> {name}
          </li>
        ))}
      </ul>
    </div>
  );
}
