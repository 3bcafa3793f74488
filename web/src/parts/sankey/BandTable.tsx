/** The bands as a table: the same flows, in kilograms by standing. */

import { useTranslation } from "react-i18next";

import { Mark } from "../Mark";
import { STANDINGS } from "../standings";
import { Kg } from "../units";
import { total, type Bands, type Place } from "./bands";
import { usePlaceWords } from "./Picture";

export function BandTable({ bands: { places, bands }, subject }: { bands: Bands; subject: string }) {
  const { t } = useTranslation();
  const at = new Map(places.map((place) => [place.id, place]));
  return (
    <div className="scrolls" role="region" aria-label={t("sankey.table")} tabIndex={0}>
      <table className="sankey-table">
        <thead>
          <tr>
            <th scope="col">{t("lineage.from")}</th>
            <th scope="col">{t("sankey.to")}</th>
            {STANDINGS.map((standing) => (
              <th key={standing} scope="col" className="number">
                <Mark of={standing} /> {t(`standing.${standing}`)}
              </th>
            ))}
            <th scope="col" className="number">
              {t("sankey.sum")}
            </th>
          </tr>
        </thead>
        <tbody>
          {bands.map((band) => (
            <tr key={band.id} data-band={band.id}>
              <th scope="row">
                <Words of={at.get(band.from)!} subject={subject} />
              </th>
              <td data-head={t("sankey.to")}>
                <span>
                  <Words of={at.get(band.to)!} subject={subject} />
                </span>
              </td>
              {STANDINGS.map((standing) => (
                <td key={standing} className="number" data-head={t(`standing.${standing}`)}>
                  <Kg kg={band.grams[standing] / 1_000} />
                </td>
              ))}
              <td className="number" data-head={t("sankey.sum")}>
                <Kg kg={total(band) / 1_000} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Words({ of, subject }: { of: Place; subject: string }) {
  const { first, second } = usePlaceWords(of, subject);
  return (
    <>
      {first} <span className="quiet">{second}</span>
    </>
  );
}
